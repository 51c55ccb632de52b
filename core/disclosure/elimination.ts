/**
 * Rows in reduced echelon form modulo a prime: what a set of published sums makes known. Exact, and a row of 1 at one
 * place and 0 elsewhere is there if and only if that one cell is known.
 */
import { invert, multiply, subtract } from "../tabulation/modular.ts";

/** A row: 1 at its pivot, where no other row has anything. */
export interface EchelonRow {
  readonly pivot: number;
  readonly values: Float64Array;
}

/** All rows once one more sum is known, and those of them that were not there before. */
export interface EchelonChange {
  readonly rows: readonly EchelonRow[];
  readonly fresh: readonly EchelonRow[];
}

/** Adds a sum to those known. No row is fresh where it was known already. O(rows x columns). */
export function withSum(rows: readonly EchelonRow[], sum: Float64Array): EchelonChange {
  const values = sum.slice();
  for (const row of rows) subtractTimes(values, values[row.pivot] ?? 0, row.values);
  const pivot = values.findIndex((value) => value !== 0);
  if (pivot < 0) return { rows, fresh: [] };
  const factor = invert(values[pivot] ?? 0);
  const added: EchelonRow = { pivot, values: values.map((value) => multiply(value, factor)) };
  const fresh = [added];
  const kept = rows.map((row) => {
    const times = row.values[pivot] ?? 0;
    if (times === 0) return row;
    const reduced = { pivot: row.pivot, values: row.values.slice() };
    subtractTimes(reduced.values, times, added.values);
    fresh.push(reduced);
    return reduced;
  });
  return { rows: [...kept, added], fresh };
}

function subtractTimes(values: Float64Array, times: number, row: Float64Array): void {
  if (times === 0) return;
  for (let at = 0; at < values.length; at += 1) {
    const value = row[at] ?? 0;
    if (value === 0) continue;
    values[at] = subtract(values[at] ?? 0, times === 1 ? value : multiply(times, value));
  }
}
