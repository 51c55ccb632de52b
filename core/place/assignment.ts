/** Who gets what, so that the whole costs least. */

/**
 * One column for each row of a table of costs, none twice, so that the costs add up to the least possible: shortest
 * augmenting paths (Jonker and Volgenant 1987). There are at least as many columns as rows; RangeError otherwise.
 * @example assign([[4, 1, 3], [2, 0, 5]]) // => [1, 0]
 */
export function assign(cost: readonly (readonly number[])[]): number[] {
  const width = cost[0]?.length ?? 0;
  if (width < cost.length) throw new RangeError("there are fewer columns than rows");
  const rowOf = filled(width, -1);
  const rowPrice = filled(cost.length, 0);
  const columnPrice = filled(width, 0);
  for (let start = 0; start < cost.length; start += 1) augment(start, cost, rowOf, rowPrice, columnPrice);
  const columnOf = filled(cost.length, 0);
  for (const [column, row] of rowOf.entries()) if (row >= 0) columnOf[row] = column;
  return columnOf;
}

function filled<Value>(length: number, value: Value): Value[] {
  return Array.from({ length }, () => value);
}

/** Gives one more row a column, moving others on where that is cheaper. */
function augment(
  start: number,
  cost: readonly (readonly number[])[],
  rowOf: number[],
  rowPrice: number[],
  columnPrice: number[],
): void {
  const distance = filled(rowOf.length, Infinity);
  const before = filled(rowOf.length, -1);
  const done = filled<boolean>(rowOf.length, false);
  let [row, from, reached] = [start, -1, 0];
  for (;;) {
    let [least, next] = [Infinity, -1];
    for (const [column, price] of columnPrice.entries()) {
      if (done[column] === true) continue;
      const by = reached + (cost[row]?.[column] ?? Infinity) - (rowPrice[row] ?? 0) - price;
      if (by < (distance[column] ?? Infinity)) {
        distance[column] = by;
        before[column] = from;
      }
      if ((distance[column] ?? Infinity) < least) [least, next] = [distance[column] ?? Infinity, column];
    }
    done[next] = true;
    reached = least;
    from = next;
    if ((rowOf[next] ?? -1) < 0) break;
    row = rowOf[next] ?? -1;
  }
  for (const [column, isDone] of done.entries()) {
    if (!isDone || column === from) continue;
    const slack = reached - (distance[column] ?? 0);
    columnPrice[column] = (columnPrice[column] ?? 0) - slack;
    const owner = rowOf[column] ?? -1;
    if (owner >= 0) rowPrice[owner] = (rowPrice[owner] ?? 0) + slack;
  }
  rowPrice[start] = (rowPrice[start] ?? 0) + reached;
  for (let column = from; column >= 0; column = before[column] ?? -1)
    rowOf[column] = before[column] === -1 ? start : (rowOf[before[column] ?? 0] ?? start);
}
