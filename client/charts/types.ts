/** What charts are drawn from: published whole numbers and words, nothing else. Each is plain data, so that a test can read it. */

/** What every chart says of itself, for the eye and for a screen reader. */
export interface ChartWords {
  /** Begins the ids inside the image; one of its kind in a page. */
  readonly id: string;
  readonly title: string;
  /** Every figure of the chart in words, or where its table is. */
  readonly description: string;
  /** What must stand inside the image itself, e.g. that everything in it is invented; empty where nothing must. */
  readonly note: string;
  /** The quality label of an image that leaves the page: who was asked, how, when, how many. */
  readonly source: string;
}

/** Tones also differ in greyscale. `other` is for answers that are on no scale, e.g. "don't know". */
export type Tone = "top" | "top-soft" | "middle" | "bottom-soft" | "bottom" | "other";

/** One part of a bar. */
export interface BarPart {
  readonly id: string;
  readonly label: string;
  /** Published whole per cent; where a bound was published, the bound: the part is drawn as wide as that. */
  readonly share: number;
  /** The share in words, e.g. `2% or less`. */
  readonly words: string;
  /** Whether the part may be smaller than it is drawn. */
  readonly atMost: boolean;
  readonly tone: Tone;
}

/** The answers to one question, a bar for each group of people. */
export interface BarsChart extends ChartWords {
  readonly kind: "bars";
  /** Whether the answers lie on a scale: then its two ends go to the two sides of a line, and the middle across it. */
  readonly diverging: boolean;
  /**
   * How many points each side of the line has at least, so that several charts under one another share one line; absent
   * where each has the room that its own answers need.
   */
  readonly sides?: { readonly bottom: number; readonly top: number; readonly other: number };
  /** Empty `label` where there is one bar alone. No parts: withheld, and `withheld` says so. */
  readonly rows: readonly { readonly id: string; readonly label: string; readonly parts: readonly BarPart[] }[];
  readonly withheld: string;
}

/** What a line of a comparison is: the place of the page, another one, a group, or a figure from elsewhere. */
export type RangeMark = "this" | "other" | "group" | "evidence";

/** Shares of several places under each other, with their ranges. */
export interface RangeChart extends ChartWords {
  readonly kind: "range";
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly href: string | null;
    readonly mark: RangeMark;
    /** Whole per cent; null where withheld. */
    readonly share: number | null;
    /** Whole per cents; null where the sample allows none. */
    readonly low: number | null;
    readonly high: number | null;
    /** What stands beside the line, e.g. `71%` or that it is withheld. */
    readonly words: string;
  }[];
}

/** A figure at a time. `at` is an ISO day. */
export interface TrendPoint {
  readonly at: string;
  readonly when: string;
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly words: string;
}

/** Figures of one place over time. Only comparable ones share a line. */
export interface TrendChart extends ChartWords {
  readonly kind: "trend";
  /** First and last day of the axis. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly { readonly points: readonly TrendPoint[] }[];
  /** Where a series breaks, and the number of its reason in the list below the chart. */
  readonly breaks: readonly { readonly at: string; readonly label: string }[];
  /** Figures from elsewhere: marks of their own, on no line. */
  readonly evidence: readonly TrendPoint[];
  readonly legend: { readonly ours: string; readonly evidence: string };
}

/** Places by how many answered there: those outside the curves differ from the whole by more than chance explains. */
export interface FunnelChart extends ChartWords {
  readonly kind: "funnel";
  /** Whole per cent of the whole, and its name. */
  readonly whole: { readonly share: number; readonly label: string };
  readonly axes: { readonly share: string; readonly effectiveBase: string };
  readonly legend: { readonly within: string; readonly beyond95: string; readonly beyond998: string };
  readonly points: readonly {
    readonly code: string;
    readonly label: string;
    readonly href: string | null;
    /** Whole per cent. */
    readonly share: number;
    /** The published base over the published design effect. */
    readonly effectiveBase: number;
    readonly position: "within" | "beyond95" | "beyond998";
    readonly words: string;
  }[];
}

/** A class of the legend, counted from 0 for the lowest; or that nothing is shown, or that nobody was asked there. */
export type TileLevel = number | "withheld" | "not_asked";

/** One tile for each district, in the shape that the country always has. */
export interface TilesChart extends ChartWords {
  readonly kind: "tiles";
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly {
    readonly code: string;
    readonly label: string;
    readonly href: string | null;
    readonly column: number;
    readonly row: number;
    readonly level: TileLevel;
    readonly words: string;
    /** Drawn with a thick border. */
    readonly marked: boolean;
  }[];
  /** Classes from the lowest, at most five, then what is not shown. */
  readonly legend: readonly { readonly level: TileLevel; readonly words: string }[];
}

/** Any chart. */
export type Chart = BarsChart | RangeChart | TrendChart | FunnelChart | TilesChart;
