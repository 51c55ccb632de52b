/** The maps of tiles: England's districts of today, and those of the demonstration. Each always has the same shape. */
import type { Tile, TileLayout } from "../../core/place/tile-layout.ts";
import maps from "./tiles.json" with { type: "json" };

/** The maps, as `make-tiles.mjs` laid them out. */
export const TILE_MAPS: readonly TileLayout[] = maps.map(({ columns, rows, tiles }) => ({
  columns,
  rows,
  tiles: Object.entries(tiles).map(([code, [column = 0, row = 0]]): Tile => ({ code, column, row })),
}));

/** The map that some of these districts are on; null where none of them is on any. */
export function tileMapOf(codes: ReadonlySet<string>): TileLayout | null {
  return TILE_MAPS.find(({ tiles }) => tiles.some(({ code }) => codes.has(code))) ?? null;
}
