/** The little linear algebra that estimates need: small symmetric positive definite systems, as rows of numbers. */

/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/**
 * What stands at an index that is known to exist. The one place where the compiler takes our word for it.
 * @example at([3, 5], 1) // => 5
 */
export function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}

/**
 * The sum of the products of two vectors of equal length.
 * @example dot([1, 2], [3, 4]) // => 11
 */
export function dot(first: readonly number[], second: readonly number[]): number {
  return first.reduce((sum, value, index) => sum + value * at(second, index), 0);
}

/**
 * The lower Cholesky factor of a symmetric matrix, row by row without its zeros. Where the matrix is singular or not
 * positive definite the factor holds pivots near 0 or NaN: ask `isSingular` before using it. O(n^3).
 * @example cholesky([[4, 2], [2, 5]]) // => [[2], [1, 2]]
 */
export function cholesky(matrix: Matrix): Matrix {
  const factor: number[][] = [];
  for (const [i, source] of matrix.entries()) {
    const row: number[] = [];
    for (const [j, above] of factor.entries()) row.push((at(source, j) - dot(row, above)) / at(above, j));
    row.push(Math.sqrt(at(source, i) - dot(row, row)));
    factor.push(row);
  }
  return factor;
}

/**
 * Whether a column of the factored matrix is, to twelve digits, made of those before it.
 * @example isSingular(cholesky([[1, 1], [1, 1]])) // => true
 */
export function isSingular(factor: Matrix): boolean {
  return !factor.every((row, index) => at(row, index) ** 2 > 1e-12 * dot(row, row));
}

/**
 * The solution of a system by the Cholesky factor of its matrix. O(n^2).
 * @example solve(cholesky([[4, 2], [2, 5]]), [8, 12]) // => [1, 2]
 */
export function solve(factor: Matrix, rightSide: readonly number[]): number[] {
  const forward: number[] = [];
  for (const [i, row] of factor.entries()) forward.push((at(rightSide, i) - dot(forward, row)) / at(row, i));
  const solution = [...forward];
  for (const [i, row] of [...factor.entries()].reverse()) {
    const value = at(solution, i) / at(row, i);
    solution[i] = value;
    for (let j = 0; j < i; j++) solution[j] = at(solution, j) - at(row, j) * value;
  }
  return solution;
}
