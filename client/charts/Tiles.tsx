/** A tile for each district, in the shape that the country always has. */
import type { JSX } from "preact";
import { type Drawing, type LegendLine, Linked, MARK_SIZE, wrapped } from "./drawing.tsx";
import type { TileLevel, TilesChart } from "./types.ts";

/** Side of a tile, with the gap around it. */
const TILE = 10;
const GAP = 0.8;
/** Letters of the note grow with the map: so high, as a part of its width. */
const NOTE_PART = 0.042;
const NOTE_LETTERS = 37;

/** Where a tile lies, in units of the map. */
export function tileBox({ column, row }: { readonly column: number; readonly row: number }): {
  readonly x: number;
  readonly y: number;
  readonly size: number;
} {
  return { x: column * TILE + GAP / 2, y: row * TILE + GAP / 2, size: TILE - GAP };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The map as an image, in units of its own: it holds no letters but its note. */
export function drawTiles(chart: TilesChart): Drawing {
  const { id, note, columns, rows, tiles } = chart;
  const width = columns * TILE;
  const size = hundredths(width * NOTE_PART);
  const lines = wrapped(note, NOTE_LETTERS);
  const above = hundredths(lines.length * size * 1.3);
  return {
    units: width,
    height: hundredths(above + rows * TILE),
    content: (
      <>
        <Hatch id={`${id}-hatch`} size={2.5} />
        {lines.map((line, at) => (
          <text key={line} x={0} y={hundredths(size * (0.95 + at * 1.3))} font-size={size} class="map-note">
            {line}
          </text>
        ))}
        <g transform={`translate(0 ${above})`}>
          {tiles
            // Marked ones last, so that no neighbour covers their border.
            .toSorted((first, second) => Number(first.marked) - Number(second.marked))
            .map((tile) => {
              const { x, y, size: side } = tileBox(tile);
              const box = { x, y, width: side, height: side };
              return (
                <Linked key={tile.code} href={tile.href}>
                  <rect {...box} class={`tile ${levelClass(tile.level)}${tile.marked ? " marked" : ""}`}>
                    <title>{tile.words}</title>
                  </rect>
                  {tile.level === "withheld" && <rect {...box} fill={`url(#${id}-hatch)`} class="hatched" />}
                </Linked>
              );
            })}
        </g>
      </>
    ),
  };
}

function Hatch({ id, size }: { readonly id: string; readonly size: number }): JSX.Element {
  return (
    <defs>
      <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={hundredths(size / 3)} height={size} class="hatch" />
      </pattern>
    </defs>
  );
}

function levelClass(level: TileLevel): string {
  return typeof level === "number" ? `level-${level}` : level === "withheld" ? "withheld" : "not-asked";
}

/** What the shades mean. */
export function tilesLegend({ id, legend }: TilesChart): LegendLine[] {
  const side = { width: MARK_SIZE, height: MARK_SIZE };
  return legend.map(({ level, words }) => ({
    id: String(level),
    words,
    mark: (
      <>
        {level === "withheld" && <Hatch id={`${id}-key`} size={5} />}
        <rect {...side} class={`tile ${levelClass(level)}`} />
        {level === "withheld" && <rect {...side} fill={`url(#${id}-key)`} class="hatched" />}
      </>
    ),
  }));
}
