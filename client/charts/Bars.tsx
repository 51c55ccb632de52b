/** The answers to a question as stacked bars, one for each group of people. */
import { scaleLinear } from "d3-scale";
import { stack, stackOffsetDiverging } from "d3-shape";
import type { JSX } from "preact";
import {
  type Drawing,
  type LegendLine,
  LETTERS_NARROW,
  LINE_HEIGHT,
  Lines,
  MARK_SIZE,
  percent,
  vertical,
  wrapped,
} from "./drawing.tsx";
import type { BarPart, BarsChart, Tone } from "./types.ts";

const BAR_HEIGHT = 34;
const GAP = 14;
/** Between the scale and the answers that are on none, in points. */
const APART = 3;
/** Narrower parts have no room for their figure, which stands in the legend and in the table anyway. */
const LABELLED_WIDTH_MIN = 9;

/** A part of a bar in its place. `from` and `width` are per cents of the chart's width. */
export interface PlacedPart extends BarPart {
  readonly from: number;
  readonly width: number;
}

/** Bars in their places. `line` is where the two sides of a scale meet; null where there are none. */
export interface PlacedBars {
  readonly line: number | null;
  readonly bars: readonly { readonly id: string; readonly label: string; readonly parts: readonly PlacedPart[] }[];
}

interface Span {
  readonly part: BarPart;
  readonly from: number;
  readonly to: number;
}

/**
 * Where the parts lie. All bars of a chart share one scale and one line; a part is as wide as its share. On a scale the
 * lowest answers lie left of the line, the highest right of it, the middle one half on each side, and what is on no
 * scale apart at the right.
 */
export function placeBars(chart: Pick<BarsChart, "diverging" | "rows" | "sides">): PlacedBars {
  const rows = chart.rows.map(({ id, label, parts }) => ({
    ...{ id, label },
    scale: chart.diverging ? divergingSpans(parts) : plainSpans(parts),
    apart: chart.diverging ? plainSpans(parts.filter(({ tone }) => tone === "other")) : [],
  }));
  const ends = (pick: (span: Span) => number): number[] => rows.flatMap(({ scale }) => scale.map(pick));
  const { sides = { bottom: 0, top: 0, other: 0 } } = chart;
  const bottom = chart.diverging ? Math.max(sides.bottom, ...ends(({ from }) => -from)) : 0;
  const top = Math.max(chart.diverging ? sides.top : 100, 1, ...ends(({ to }) => to));
  const other = Math.max(sides.other, ...rows.flatMap(({ apart }) => apart.map(({ to }) => to)));
  const across = scaleLinear([-bottom, top + (other > 0 ? APART + other : 0)], [0, 100]);
  const placed = ({ part, from, to }: Span, shift: number): PlacedPart => ({
    ...part,
    from: across(from + shift),
    width: across(to) - across(from),
  });
  return {
    line: chart.diverging ? across(0) : null,
    bars: rows.map(({ id, label, scale, apart }) => ({
      ...{ id, label },
      parts: [...scale.map((span) => placed(span, 0)), ...apart.map((span) => placed(span, top + APART))],
    })),
  };
}

function plainSpans(parts: readonly BarPart[]): Span[] {
  let from = 0;
  return parts.map((part) => {
    const span = { part, from, to: from + part.share };
    from = span.to;
    return span;
  });
}

const SIDE: Readonly<Record<Tone, "top" | "middle" | "bottom" | "other">> = {
  top: "top",
  "top-soft": "top",
  middle: "middle",
  bottom: "bottom",
  "bottom-soft": "bottom",
  other: "other",
};

/** From the line outwards: the middle, then the answers of each side, those nearest to the middle first. */
function divergingSpans(parts: readonly BarPart[]): Span[] {
  const of = (side: "top" | "middle" | "bottom"): BarPart[] => parts.filter(({ tone }) => SIDE[tone] === side);
  const downwards = parts.findIndex(({ tone }) => SIDE[tone] === "top") <= parts.findIndex(isBottom);
  const [tops, bottoms] = [of("top"), of("bottom")];
  const outwards = downwards ? [...tops.reverse(), ...bottoms] : [...tops, ...bottoms.reverse()];
  const values: Record<string, number> = {};
  for (const { id, share, tone } of [...of("middle"), ...outwards]) {
    if (SIDE[tone] === "middle") values[`${id} left`] = -share / 2;
    values[id] = SIDE[tone] === "bottom" ? -share : SIDE[tone] === "middle" ? share / 2 : share;
  }
  const spans = new Map(
    stack()
      .keys(Object.keys(values))
      .offset(stackOffsetDiverging)([values])
      .map((series) => [series.key, series[0] ?? [0, 0]]),
  );
  return parts.flatMap((part) => {
    const [from, to] = spans.get(part.id) ?? [];
    if (from === undefined || to === undefined) return [];
    return [{ part, from: spans.get(`${part.id} left`)?.[0] ?? from, to }];
  });
}

function isBottom({ tone }: BarPart): boolean {
  return SIDE[tone] === "bottom";
}

/** The bars as an image. */
export function drawBars(chart: BarsChart): Drawing {
  const { line, bars } = placeBars(chart);
  let y = 0;
  const rows = bars.map((bar) => {
    const lines = bar.label === "" ? [] : wrapped(bar.label, LETTERS_NARROW);
    const top = y + lines.length * LINE_HEIGHT + 5;
    const drawn = { bar, lines, y, top };
    y = top + BAR_HEIGHT + GAP;
    return drawn;
  });
  const height = y - GAP + 6;
  return {
    height,
    content: (
      <>
        {rows.map(({ bar, lines, y: from, top }) => (
          <g key={bar.id}>
            <Lines lines={lines} x={0} y={from + 15} kind="label" />
            {bar.parts.length === 0 ? (
              <Lines lines={[chart.withheld]} x={0} y={top + 22} kind="words" />
            ) : (
              <>
                {line !== null && <line {...vertical(percent(line), top - 4, top + BAR_HEIGHT + 6)} class="centre" />}
                {bar.parts.map((part) => (
                  <Part key={part.id} part={part} y={top} />
                ))}
              </>
            )}
          </g>
        ))}
      </>
    ),
  };
}

function Part({ part, y }: { readonly part: PlacedPart; readonly y: number }): JSX.Element {
  const { from, width, words, atMost, tone } = part;
  const dark = tone === "top" || tone === "bottom";
  return (
    <>
      <rect x={percent(from)} y={y} width={percent(width)} height={BAR_HEIGHT} class={`part ${tone}`} />
      {width >= LABELLED_WIDTH_MIN && !atMost && (
        <text x={percent(from + width / 2)} y={y + 22} text-anchor="middle" class={dark ? "figure on-dark" : "figure"}>
          {words}
        </text>
      )}
    </>
  );
}

/** What the tones mean; where there is one bar alone, its figures too. */
export function barsLegend({ rows }: Pick<BarsChart, "rows">): LegendLine[] {
  const known = new Map(rows.flatMap(({ parts }) => parts.map((part) => [part.id, part] as const)));
  return [...known.values()].map(({ id, label, words, tone }) => ({
    id,
    words: rows.length === 1 ? `${label} ${words}` : label,
    mark: <rect width={MARK_SIZE} height={MARK_SIZE} class={`part ${tone}`} />,
  }));
}
