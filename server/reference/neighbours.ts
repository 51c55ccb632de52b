import table from "./neighbours.json" with { type: "json" };

/** A council like another, and how far it is in the measure of `README.md`: the less, the more alike. */
export type Neighbour = readonly [code: string, distance: number];

/**
 * For each English and Welsh district or single-tier council, the 15 most like it, nearest first. Our own measure:
 * not CIPFA's and not official, a list to start from.
 * @example
 * NEIGHBOURS.get("E06000001")?.[0] // => ["E06000006", 1.183]
 */
export const NEIGHBOURS: ReadonlyMap<string, readonly Neighbour[]> = new Map(
  table.code.map((code, row) => {
    const distances = table.distances[row] ?? [];
    const neighbours = table.neighbours[row] ?? [];
    return [code, neighbours.map((neighbour, rank): Neighbour => [neighbour, distances[rank] ?? Number.NaN])];
  }),
);
