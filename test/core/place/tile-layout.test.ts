import { describe, expect, test } from "vitest";
import { layOutTiles, type Middle, type TileLayout } from "../../../core/place/tile-layout.ts";
import { demonstrationMiddles, englishMiddles } from "../../../server/reference/middles.ts";
import { TILE_MAPS, tileMapOf } from "../../../server/reference/tiles.ts";

const [ENGLAND, DEMONSTRATION] = TILE_MAPS;

const MAPS: readonly (readonly [
  name: string,
  count: number,
  middles: readonly Middle[],
  stored: TileLayout | undefined,
])[] = [
  ["England", 296, englishMiddles(), ENGLAND],
  ["the demonstration", 40, demonstrationMiddles(), DEMONSTRATION],
];

function correlation(first: readonly number[], second: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [one, other] = [mean(first), mean(second)];
  const product = first.map((value, at) => (value - one) * ((second[at] ?? 0) - other));
  const spread = (values: readonly number[], middle: number): number =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0));
  return product.reduce((sum, value) => sum + value, 0) / (spread(first, one) * spread(second, other));
}

/** Of pairs that lie well apart, the part that the map has the right way round. */
function rightWayRound(pairs: readonly (readonly [apart: number, onMap: number])[], enough: number): number {
  const far = pairs.filter(([apart]) => Math.abs(apart) > enough);
  return far.filter(([apart, onMap]) => Math.sign(apart) === Math.sign(onMap)).length / far.length;
}

describe.each(MAPS)("the map of %s", (_, count, middles, stored) => {
  const tiles = new Map(stored?.tiles.map((tile) => [tile.code, tile]));
  const placed = middles.map((middle) => ({ ...middle, ...(tiles.get(middle.code) ?? { column: -1, row: -1 }) }));

  test("has each district on a tile of its own, inside it", () => {
    expect(middles.length).toBe(count);
    expect(stored?.tiles.length).toBe(count);
    expect(new Set(placed.map(({ column, row }) => `${column} ${row}`)).size).toBe(count);
    for (const { column, row } of placed) {
      expect(column >= 0 && column < (stored?.columns ?? 0) && row >= 0 && row < (stored?.rows ?? 0)).toBe(true);
    }
  });

  test("is what the same districts give again", () => {
    const again = layOutTiles(middles.toReversed());
    expect({ ...again, tiles: new Map(again.tiles.map((tile) => [tile.code, tile])) }).toEqual({ ...stored, tiles });
  });

  test("has the north above the south and the west left of the east, for nearly all that lie far apart", () => {
    const pairs = placed.flatMap((one, at) => placed.slice(at + 1).map((other) => [one, other] as const));
    const northwards = pairs.map(([one, other]) => [other.latitude - one.latitude, one.row - other.row] as const);
    const eastwards = pairs.map(
      ([one, other]) => [other.longitude - one.longitude, other.column - one.column] as const,
    );
    expect(rightWayRound(northwards, 0.8)).toBeGreaterThan(0.97);
    expect(rightWayRound(eastwards, 1.2)).toBeGreaterThan(0.97);
    expect(
      correlation(
        placed.map(({ latitude }) => -latitude),
        placed.map(({ row }) => row),
      ),
    ).toBeGreaterThan(0.95);
    expect(
      correlation(
        placed.map(({ longitude }) => longitude),
        placed.map(({ column }) => column),
      ),
    ).toBeGreaterThan(0.93);
  });

  test("keeps the five nearest of a district near it", () => {
    const distances = placed.flatMap((one) =>
      placed
        .filter((other) => other !== one)
        .toSorted((first, second) => apart(one, first) - apart(one, second))
        .slice(0, 5)
        .map((other) => Math.hypot(other.column - one.column, other.row - one.row)),
    );
    expect(distances.reduce((sum, distance) => sum + distance, 0) / distances.length).toBeLessThan(2);
  });
});

function apart(one: Middle, other: Middle): number {
  const across = Math.cos((one.latitude * Math.PI) / 180);
  return Math.hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * across);
}

test("London holds together: of the boroughs' 33 tiles nearly every one touches three others", () => {
  const boroughs = (ENGLAND?.tiles ?? []).filter(({ code }) => code.startsWith("E09"));
  const touching = boroughs.map(
    (one) =>
      boroughs.filter(
        (other) => other !== one && Math.abs(other.column - one.column) <= 1 && Math.abs(other.row - one.row) <= 1,
      ).length,
  );
  expect(boroughs.length).toBe(33);
  expect(touching.filter((count) => count >= 3).length).toBeGreaterThanOrEqual(31);
});

test("a map is found by any of its districts", () => {
  expect(tileMapOf(new Set(["E08000039", "W06000015"]))).toBe(ENGLAND);
  expect(tileMapOf(new Set(["D-U01"]))).toBe(DEMONSTRATION);
  expect(tileMapOf(new Set(["W06000015"]))).toBe(null);
});

test("two districts at one place lie beside each other; one alone, or one twice, is no map", () => {
  const middle = (code: string): Middle => ({ code, latitude: 52, longitude: -1 });
  expect(layOutTiles([middle("B"), middle("A")])).toMatchObject({ columns: 2, rows: 1 });
  expect(() => layOutTiles([middle("A")])).toThrow(RangeError);
  expect(() => layOutTiles([middle("A"), middle("A")])).toThrow(RangeError);
});
