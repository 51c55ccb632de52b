/** A chart of each kind, with everything in it that is hard to draw. */
import { funnelPosition } from "../../../core/estimation/funnel.ts";
import type {
  BarsChart,
  Chart,
  FunnelChart,
  RangeChart,
  TilesChart,
  Tone,
  TrendChart,
} from "../../../client/charts/types.ts";

const WORDS = {
  note: "Demonstration: invented councils, invented residents",
  source: "Online, random sample. Asked from 1 June 2026 to 28 June 2026. About 4,000 people answered.",
};

const TONES: readonly (readonly [id: string, tone: Tone])[] = [
  ["very_satisfied", "top"],
  ["fairly_satisfied", "top-soft"],
  ["neither", "middle"],
  ["fairly_dissatisfied", "bottom-soft"],
  ["very_dissatisfied", "bottom"],
  ["dont_know", "other"],
];

function bar(id: string, label: string, shares: readonly number[]): BarsChart["rows"][number] {
  const parts = TONES.map(([option, tone], at) => {
    const share = shares[at] ?? 0;
    return { id: option, label: option.replace("_", " "), share, words: `${share}%`, atMost: share === 2, tone };
  });
  return { id, label, parts: shares.length === 0 ? [] : parts };
}

/** Bars of a scale for three groups, the last of them withheld. */
export const BARS: BarsChart = {
  ...WORDS,
  ...{ kind: "bars", id: "bars", diverging: true, withheld: "Withheld" },
  title: "Satisfaction with the local area as a place to live, by age",
  description: "The table below has every figure.",
  rows: [
    bar("a", "18 to 34", [22, 41, 15, 13, 7, 2]),
    bar("b", "35 and over", [31, 38, 11, 9, 8, 3]),
    bar("c", "75 and over", []),
  ],
};

/** One bar of answers that have no order. */
export const NOMINAL: BarsChart = {
  ...WORDS,
  ...{ kind: "bars", id: "nominal", diverging: false, withheld: "Withheld" },
  title: "Who is trusted most to decide about local services",
  description: "Council 71%, government 12%, neither 17%",
  rows: [
    {
      id: "all",
      label: "",
      parts: [
        { id: "council", label: "Your local council", share: 71, words: "71%", atMost: false, tone: "top" },
        { id: "government", label: "The government", share: 12, words: "12%", atMost: false, tone: "bottom-soft" },
        { id: "neither", label: "Neither", share: 17, words: "17%", atMost: false, tone: "middle" },
      ],
    },
  ],
};

/** Places of every mark, one without a range and one withheld. */
export const RANGE: RangeChart = {
  ...WORDS,
  ...{ kind: "range", id: "range" },
  title: "Places beside each other",
  description: "The table below has every figure.",
  rows: [
    { id: "1", label: "Cairnwater", href: null, mark: "this", share: 71, low: 66, high: 76, words: "71%" },
    {
      ...{ id: "2", label: "Bournemouth, Christchurch and Poole", href: "/places/bournemouth", mark: "other" },
      ...{ share: 64, low: 58, high: 70, words: "64%" },
    },
    { id: "3", label: "Vennmark", href: null, mark: "group", share: 68, low: 67, high: 69, words: "68%" },
    { id: "4", label: "Polling", href: null, mark: "evidence", share: 77, low: null, high: null, words: "77%" },
    { id: "5", label: "Rookgill", href: null, mark: "other", share: null, low: null, high: null, words: "Withheld" },
  ],
};

/** Three waves, a break, and evidence long before. */
export const TREND: TrendChart = {
  ...WORDS,
  ...{ kind: "trend", id: "trend", from: "2014-01-01", to: "2027-01-01" },
  title: "Trust in the council over time",
  description: "The table below has every figure.",
  lines: [
    { points: [{ at: "2024-06-30", when: "June 2024", share: 69, low: 64, high: 74, words: "69%" }] },
    {
      points: [
        { at: "2025-06-30", when: "June 2025", share: 66, low: 61, high: 71, words: "66%" },
        { at: "2026-06-30", when: "June 2026", share: 71, low: 66, high: 76, words: "71%" },
      ],
    },
  ],
  breaks: [{ at: "2024-12-31", label: "1" }],
  evidence: [{ at: "2014-04-15", when: "April 2014", share: 77, low: null, high: null, words: "77%" }],
  legend: { ours: "Soundings", evidence: "Figures published by others" },
};

/** Forty places, most within the curves. */
export const FUNNEL: FunnelChart = {
  ...WORDS,
  ...{ kind: "funnel", id: "funnel", whole: { share: 68, label: "Vennmark" } },
  title: "Trust in the council, by how many answered",
  description: "The table below has every figure.",
  axes: { share: "Share", effectiveBase: "Effective base" },
  legend: {
    within: "Within what chance explains",
    beyond95: "Outside the inner curves",
    beyond998: "Outside the outer curves",
  },
  points: Array.from({ length: 40 }, (_, at) => {
    const effectiveBase = 90 + ((at * 137) % 600);
    const share = 60 + ((at * 29) % 17);
    const { position } = funnelPosition(share / 100, effectiveBase, 0.68);
    const label = `Place number ${at}`;
    return {
      code: `P${at}`,
      label,
      href: `/places/${at}`,
      share,
      effectiveBase,
      position,
      words: `${label}: ${share}%`,
    };
  }),
};

/** Tiles of every level. */
export const TILES: TilesChart = {
  ...WORDS,
  ...{ kind: "tiles", id: "tiles", columns: 12, rows: 6 },
  title: "Trust in the council, district by district",
  description: "The table below has every figure.",
  tiles: Array.from({ length: 40 }, (_, at) => ({
    code: `P${at}`,
    label: `Place ${at}`,
    href: `/places/${at}`,
    column: (at * 5) % 12,
    row: Math.floor((at * 5) / 12) % 6,
    level: at % 7 === 5 ? ("withheld" as const) : at % 7 === 6 ? ("not_asked" as const) : at % 7,
    words: `Place ${at}: ${60 + (at % 7)}%`,
    marked: at === 3,
  })),
  legend: [
    ...[0, 1, 2, 3, 4].map((level) => ({ level, words: `${60 + level}%` })),
    { level: "withheld", words: "Withheld" },
    { level: "not_asked", words: "Not asked" },
  ],
};

/** All of them. */
export const SAMPLES: readonly Chart[] = [BARS, NOMINAL, RANGE, TREND, FUNNEL, TILES];
