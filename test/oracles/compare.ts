/** Compares what we computed with what an oracle expects, number by number: nothing that is expected goes unread. */
import { isRecord, type Json, type JsonRecord } from "./json.ts";

/** Tolerances as a case file states them. A number passes within `absolute + relative x |wanted|`. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
  readonly pValueRelative: number;
  readonly iterativeAbsolute: number;
}

/** A number that is not as expected, or is missing. */
export interface Mismatch {
  readonly path: string;
  readonly wanted: Json;
  readonly got: Json | undefined;
}

/** What comparing brought. Relative errors of iterative methods are kept apart: the oracle itself is no better there. */
export interface Comparison {
  numbers: number;
  worst: { error: number; path: string };
  worstIterative: { error: number; path: string };
  readonly mismatches: Mismatch[];
}

/** A comparison of nothing yet. */
export function noComparison(): Comparison {
  return { numbers: 0, worst: { error: 0, path: "" }, worstIterative: { error: 0, path: "" }, mismatches: [] };
}

/** Keys that repeat the input or speak to the reader: there is nothing to compute, unless a label happens to be one. */
const NOT_COMPUTED = new Set([
  ...[
    "id",
    "kind",
    "question",
    "numerator",
    "base_excludes",
    "domain",
    "scores",
    "y",
    "levels",
    "check",
    "order",
    "note",
  ],
  ...["bounded_note", "collapse"],
]);
const P_VALUES = new Set(["p", "p_z", "p_by_inversion", "raw", "holm", "BH", "bonferroni"]);
const ITERATIVE = new Set(["logit_glm", "likelihood"]);

/** Adds to `comparison` what comparing `got` with `wanted` brings, at every depth. Indices in the path are numbers. */
export function compare(
  comparison: Comparison,
  wanted: Json,
  got: Json | undefined,
  tolerance: Tolerance,
  path: readonly (string | number)[] = [],
): void {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(got) ? got : [];
    if (list.length !== wanted.length) comparison.mismatches.push(mismatch(path, wanted.length, list.length));
    for (const [index, one] of wanted.entries()) {
      compare(comparison, one, list[index], tolerance, [...path, index]);
    }
  } else if (isRecord(wanted)) {
    const record: JsonRecord = isRecord(got) ? got : {};
    if (!isRecord(got)) comparison.mismatches.push(mismatch(path, "an object", got));
    for (const [key, one] of Object.entries(wanted)) {
      if (NOT_COMPUTED.has(key) && !Object.hasOwn(record, key)) continue;
      compare(comparison, one as Json, record[key], tolerance, [...path, key]);
    }
  } else if (typeof wanted === "number") {
    compareNumber(comparison, wanted, got, tolerance, path);
  } else if (wanted !== got) comparison.mismatches.push(mismatch(path, wanted, got));
}

function compareNumber(
  comparison: Comparison,
  wanted: number,
  got: Json | undefined,
  tolerance: Tolerance,
  path: readonly (string | number)[],
): void {
  comparison.numbers += 1;
  if (typeof got !== "number") {
    comparison.mismatches.push(mismatch(path, wanted, got));
    return;
  }
  // What the number is called where it stands: a label further up says nothing about it.
  const name = String(path.findLast((key) => typeof key === "string"));
  const iterative = ITERATIVE.has(name);
  const relative = P_VALUES.has(name) ? tolerance.pValueRelative : tolerance.relative;
  const allowed = iterative ? tolerance.iterativeAbsolute : tolerance.absolute + relative * Math.abs(wanted);
  const error = Math.abs(got - wanted);
  if (!(error <= allowed)) comparison.mismatches.push(mismatch(path, wanted, got));
  // A number within the absolute tolerance alone, such as a 0, has no relative error to speak of.
  const worst = iterative || tolerance.relative > 1e-8 ? comparison.worstIterative : comparison.worst;
  const relativeError = error <= tolerance.absolute ? 0 : error / Math.abs(wanted);
  if (relativeError > worst.error) {
    worst.error = relativeError;
    worst.path = path.join(".");
  }
}

function mismatch(path: readonly (string | number)[], wanted: Json, got: Json | undefined): Mismatch {
  return { path: path.join("."), wanted, got };
}
