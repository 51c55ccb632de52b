/** Every kind of chart that has an address: `/charts/RELEASE/KIND/…`. A new kind is a file of its own and a line here. */
import { answersChart } from "./answers.ts";
import { compareChart } from "./compare.ts";
import { funnelChart } from "./funnel.ts";
import { tilesChart } from "./tiles.ts";
import { trendChartKind } from "./trend.ts";
import type { ChartKind } from "./types.ts";

/** The kinds, by the name that stands in the address. */
export const CHART_KINDS: ReadonlyMap<string, ChartKind> = new Map([
  ["answers", answersChart],
  ["funnel", funnelChart],
  ["tiles", tilesChart],
  ["compare", compareChart],
  ["trend", trendChartKind],
]);
