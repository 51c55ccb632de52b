/** Systems of linear equations as Newton's method meets them. */

/**
 * Solves `(matrix + damping x identity) x = right`, the matrix symmetric and without negative eigenvalues, the damping
 * above 0, so that there always is a solution. Cholesky's decomposition; O(n³).
 * @example [...solvePositive(Float64Array.of(1, 0, 0, 3), Float64Array.of(4, 8), 1)] // => [2, 2]
 */
export function solvePositive(matrix: Float64Array, right: Float64Array, damping: number): Float64Array {
  const size = right.length;
  const factor = new Float64Array(size * size);
  const at = (row: number, column: number): number => factor[row * size + column] as number;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = (matrix[row * size + column] as number) + (row === column ? damping : 0);
      for (let before = 0; before < column; before += 1) rest -= at(row, before) * at(column, before);
      // Rounding can take a pivot below its least possible value, which is the damping.
      factor[row * size + column] = row === column ? Math.sqrt(Math.max(rest, damping)) : rest / at(column, column);
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let before = 0; before < row; before += 1) {
      solution[row] = (solution[row] as number) - at(row, before) * (solution[before] as number);
    }
    solution[row] = (solution[row] as number) / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let after = row + 1; after < size; after += 1) {
      solution[row] = (solution[row] as number) - at(after, row) * (solution[after] as number);
    }
    solution[row] = (solution[row] as number) / at(row, row);
  }
  return solution;
}
