/** A whole number with thousands set apart, the same on every runtime. */
export function numberInWords(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}
