/** A chart in a page: an image that a screen reader can read out, and a legend for the eye. */
import type { JSX } from "preact";
import { barsLegend, drawBars } from "./Bars.tsx";
import { type Drawing, type LegendLine, LETTERS_NARROW, MARK_SIZE, withNote } from "./drawing.tsx";
import { drawFunnel, funnelLegend } from "./Funnel.tsx";
import { drawRange } from "./Range.tsx";
import { drawTiles, tilesLegend } from "./Tiles.tsx";
import { drawTrend, trendLegend } from "./Trend.tsx";
import type { Chart } from "./types.ts";

/** The image of a chart, its note in it, in lines of at most so many letters. */
export function drawChart(chart: Chart, letters = LETTERS_NARROW): Drawing {
  return withNote(chart.note, bareDrawing(chart), letters);
}

function bareDrawing(chart: Chart): Drawing {
  switch (chart.kind) {
    case "bars":
      return drawBars(chart);
    case "range":
      return drawRange(chart);
    case "trend":
      return drawTrend(chart);
    case "funnel":
      return drawFunnel(chart);
    case "tiles":
      return drawTiles(chart);
  }
}

/** What the marks and shades of a chart mean. */
export function legendOf(chart: Chart): LegendLine[] {
  switch (chart.kind) {
    case "bars":
      return barsLegend(chart);
    case "trend":
      return trendLegend(chart);
    case "funnel":
      return funnelLegend(chart);
    case "tiles":
      return tilesLegend(chart);
    case "range":
      return [];
  }
}

/** What a screen reader says of a chart: first what must be said with it. */
export function descriptionOf({ note, description }: Pick<Chart, "note" | "description">): string {
  return note === "" ? description : `${note}. ${description}`;
}

/** Any chart, in a page, with its quality label under it. */
export function ChartFigure({ chart }: { readonly chart: Chart }): JSX.Element {
  const { id, title } = chart;
  const { height, content, units } = drawChart(chart);
  const named = { "aria-labelledby": `${id}-title ${id}-desc` };
  // An image holds nothing that can be followed; where tiles lead somewhere, it is a group to a screen reader.
  const role = hasLinks(chart) ? "group" : "img";
  const box = units === undefined ? { height } : { viewBox: `0 0 ${units} ${height}` };
  return (
    <figure class={`s-plot s-plot--${chart.kind}`}>
      <svg class="s-plot__image" role={role} {...named} {...box}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{descriptionOf(chart)}</desc>
        <g aria-hidden="true">{content}</g>
      </svg>
      <Legend lines={legendOf(chart)} />
      {chart.source !== "" && <figcaption>{chart.source}</figcaption>}
    </figure>
  );
}

function hasLinks(chart: Chart): boolean {
  if (chart.kind === "tiles") return chart.tiles.some(({ href }) => href !== null);
  if (chart.kind === "funnel") return chart.points.some(({ href }) => href !== null);
  return chart.kind === "range" && chart.rows.some(({ href }) => href !== null);
}

/** For the eye: a screen reader has the description and the table. */
function Legend({ lines }: { readonly lines: readonly LegendLine[] }): JSX.Element {
  if (lines.length === 0) return <></>;
  return (
    <ul class="s-plot__legend" aria-hidden="true">
      {lines.map(({ id, mark, words }) => (
        <li key={id}>
          <svg viewBox={`0 0 ${MARK_SIZE} ${MARK_SIZE}`} focusable="false">
            {mark}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
