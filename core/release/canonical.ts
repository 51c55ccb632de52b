/**
 * A value as canonical JSON (RFC 8785 for the values used here: objects with keys in code-unit order, no white space,
 * numbers as ECMAScript prints them), so that equal documents have equal bytes and one checksum.
 * @example canonicalJson({ b: 1, a: [null] }) // => "{\"a\":[null],\"b\":1}"
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return value.every(isPlain) ? JSON.stringify(value) : `[${value.map(canonicalJson).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    entries.sort(([first], [second]) => (first < second ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("canonical JSON has no such number");
  return JSON.stringify(value) ?? "null";
}

/** Whether it is in canonical form as `JSON.stringify` writes it: most of a release is rows of such values. */
function isPlain(value: unknown): boolean {
  return value === null || typeof value === "string" || Number.isFinite(value);
}
