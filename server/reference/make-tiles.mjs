/**
 * Makes `tiles.json`, the maps of tiles, from the middles of the districts that our own tables have:
 * `node server/reference/make-tiles.mjs`. Run it after `make-tables.mjs`. The same tables always give the same bytes.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCE = `
  export { layOutTiles } from "../../core/place/tile-layout.ts";
  export { demonstrationMiddles, englishMiddles } from "./middles.ts";
`;

const here = fileURLToPath(new URL(".", import.meta.url));
const { outputFiles } = await build({
  stdin: { contents: SOURCE, resolveDir: here, loader: "ts" },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const code = outputFiles[0].text;
const { layOutTiles, englishMiddles, demonstrationMiddles } = await import(
  `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`
);

const compact = ({ columns, rows, tiles }) => ({
  columns,
  rows,
  tiles: Object.fromEntries(tiles.map(({ code: district, column, row }) => [district, [column, row]])),
});
const maps = [englishMiddles(), demonstrationMiddles()].map((middles) => compact(layOutTiles(middles)));
writeFileSync(new URL("tiles.json", import.meta.url), `${JSON.stringify(maps)}\n`);
