/**
 * A map of tiles: one square for each district, so that a small borough is seen as well as a wide county. Laid out from
 * the middles of the districts alone: spread until each has room, with neighbours kept beside one another, then put onto
 * a grid with the least movement. The same districts always give the same map.
 */

import { assign } from "./assignment.ts";

/** A district and its middle. */
export interface Middle {
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Where a district's tile lies: columns from the west, rows from the north, both from 0. */
export interface Tile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
}

/** A map: every district once, no two on one tile. */
export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly Tile[];
}

type Point = { x: number; y: number };

const SPREAD_ROUNDS = 800;
/** How much wider it begins. */
const WIDE = 3;
/** How far apart neighbours come to lie, in tiles: a little more than one, since squares fill less well than circles. */
const APART = 1.06;
/** How far apart neighbours are drawn: less than they may lie, so that no gaps stay between them. */
const BESIDE = 0.2;
const PUSH = 0.5;
const PULL = 0.12;
/** Rows and columns around the districts that a tile may move out to. */
const EDGE = 2;

/** Lays districts out as tiles. Throws a RangeError for fewer than two, or where two have one code. */
export function layOutTiles(middles: readonly Middle[]): TileLayout {
  const sorted = middles.toSorted((first, second) => (first.code < second.code ? -1 : 1));
  if (sorted.length < 2) throw new RangeError("a map of tiles needs two districts");
  if (new Set(sorted.map(({ code }) => code)).size < sorted.length) throw new RangeError("a district comes twice");
  const points = spread(inTiles(sorted));
  const cells = cellsAround(points);
  const chosen = assign(points.map((point) => cells.map((cell) => squared(point, cell))));
  const at = chosen.map((cell) => cells[cell] ?? { x: 0, y: 0 });
  const [left, top] = [Math.min(...at.map(({ x }) => x)), Math.min(...at.map(({ y }) => y))];
  const tiles = sorted.map(({ code }, index) => ({
    code,
    column: (at[index]?.x ?? 0) - left,
    row: (at[index]?.y ?? 0) - top,
  }));
  return {
    columns: Math.max(...tiles.map(({ column }) => column)) + 1,
    rows: Math.max(...tiles.map(({ row }) => row)) + 1,
    tiles,
  };
}

/** The middles on a plane, in a unit in which the whole has about one district for each square. */
function inTiles(middles: readonly Middle[]): Point[] {
  const mean = middles.reduce((sum, { latitude }) => sum + latitude, 0) / middles.length;
  const across = Math.cos((mean * Math.PI) / 180);
  const plane = middles.map(({ latitude, longitude }) => ({ x: longitude * across, y: -latitude }));
  const width = Math.max(...plane.map(({ x }) => x)) - Math.min(...plane.map(({ x }) => x));
  const height = Math.max(...plane.map(({ y }) => y)) - Math.min(...plane.map(({ y }) => y));
  // Land covers about half of the box around a country.
  const unit = Math.sqrt((width * height * 0.5) / middles.length) || 1;
  return plane.map(({ x, y }) => ({ x: x / unit, y: y / unit }));
}

/**
 * Begins wide, where even the closest have room, and draws neighbours together in the direction in which they lie from
 * each other, while whatever comes too close is pushed apart: so nobody gets in between neighbours.
 */
function spread(start: readonly Point[]): Point[] {
  const points = start.map(({ x, y }) => ({ x: x * WIDE, y: y * WIDE }));
  const edges = neighbours(start);
  for (let round = 0; round < SPREAD_ROUNDS; round += 1) {
    for (const { first, second, dx, dy } of edges) {
      const [one, other] = [points[first], points[second]];
      if (one === undefined || other === undefined) continue;
      const byX = ((other.x - one.x - dx * BESIDE) * PULL) / 2;
      const byY = ((other.y - one.y - dy * BESIDE) * PULL) / 2;
      one.x += byX;
      one.y += byY;
      other.x -= byX;
      other.y -= byY;
    }
    pushApart(points);
  }
  return points;
}

/** Moves every two that are too close to each other apart, in part. */
function pushApart(points: readonly Point[]): void {
  for (const [first, one] of points.entries()) {
    for (let second = first + 1; second < points.length; second += 1) {
      const other = points[second] ?? one;
      const [dx, dy] = [other.x - one.x, other.y - one.y];
      const distance2 = dx * dx + dy * dy;
      if (distance2 >= APART * APART) continue;
      const distance = Math.sqrt(distance2);
      const by = ((APART - distance) * PUSH) / 2;
      // Two middles at one place part from west to east.
      const [ux, uy] = distance === 0 ? [1, 0] : [dx / distance, dy / distance];
      one.x -= ux * by;
      one.y -= uy * by;
      other.x += ux * by;
      other.y += uy * by;
    }
  }
}

/** Two districts beside each other, and the direction from the first to the second. */
interface Edge {
  readonly first: number;
  readonly second: number;
  readonly dx: number;
  readonly dy: number;
}

/** Pairs with nobody in the circle between them: a Gabriel graph, which joins what lies beside each other. */
function neighbours(points: readonly Point[]): Edge[] {
  const pairs: Edge[] = [];
  for (const [first, one] of points.entries()) {
    for (let second = first + 1; second < points.length; second += 1) {
      const other = points[second] ?? one;
      const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
      const radius = squared(one, other) / 4;
      const free = points.every((point, at) => at === first || at === second || squared(point, middle) >= radius);
      const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
      if (free) pairs.push({ first, second, dx: (other.x - one.x) / length, dy: (other.y - one.y) / length });
    }
  }
  return pairs;
}

function squared(first: Point, second: Point): number {
  return (first.x - second.x) ** 2 + (first.y - second.y) ** 2;
}

/** The squares of the grid that lie near some district. */
function cellsAround(points: readonly Point[]): Point[] {
  const near = new Map<string, Point>();
  for (const { x, y } of points) {
    for (let dx = -EDGE; dx <= EDGE; dx += 1) {
      for (let dy = -EDGE; dy <= EDGE; dy += 1) {
        const cell = { x: Math.round(x) + dx, y: Math.round(y) + dy };
        near.set(`${cell.x} ${cell.y}`, cell);
      }
    }
  }
  return [...near.values()].sort((first, second) => first.y - second.y || first.x - second.x);
}
