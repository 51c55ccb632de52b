/** Reading case files: JSON of which only the outline is known. */

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

/** A JSON object. */
export interface JsonRecord {
  readonly [key: string]: Json | undefined;
}

/** Whether a value is a JSON object. */
export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a key. Throws where there is none: the file is no case of this family. */
export function record(value: Json | undefined, what = "an object"): JsonRecord {
  if (!isRecord(value)) throw new TypeError(`The case has no ${what}.`);
  return value;
}

/** The list at a key. */
export function list(value: Json | undefined, what = "list"): readonly Json[] {
  if (!Array.isArray(value)) throw new TypeError(`The case has no ${what}.`);
  return value as readonly Json[];
}

/** A list of numbers. */
export function numbers(value: Json | undefined, what = "list of numbers"): readonly number[] {
  return list(value, what).map((one) => number(one, what));
}

/** A number. */
export function number(value: Json | undefined, what = "number"): number {
  if (typeof value !== "number") throw new TypeError(`The case has no ${what}.`);
  return value;
}

/** A level of a variable as text; null stays null. */
export function level(value: Json | undefined): string | null {
  return value === null || value === undefined ? null : String(value as string | number | boolean);
}

/** The entries of an object, mapped. */
export function mapRecord(value: JsonRecord, map: (one: Json, key: string) => Json): JsonRecord {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one as Json, key)]));
}
