/** Charts that leave the site take no links with them: an address without a host leads nowhere from there. */
import type { Chart } from "./types.ts";

/** The same chart without links. */
export function withoutLinks(chart: Chart): Chart {
  switch (chart.kind) {
    case "range":
      return { ...chart, rows: chart.rows.map((row) => ({ ...row, href: null })) };
    case "funnel":
      return { ...chart, points: chart.points.map((point) => ({ ...point, href: null })) };
    case "tiles":
      return { ...chart, tiles: chart.tiles.map((tile) => ({ ...tile, href: null })) };
    default:
      return chart;
  }
}
