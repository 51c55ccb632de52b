/** Shares of several places under each other: a mark for the share, a line for its range. */
import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { type Drawing, LETTERS_NARROW, LINE_HEIGHT, Linked, Lines, percent, vertical, wrapped } from "./drawing.tsx";
import { Mark, type MarkShape } from "./Mark.tsx";
import type { RangeChart, RangeMark } from "./types.ts";

type Row = RangeChart["rows"][number];

const INSET = 3;
const AXIS_HEIGHT = 24;
const PLOT_HEIGHT = 24;
/** A narrower scale would make much of little. */
const POINTS_MIN = 40;

const SHAPES: Readonly<Record<RangeMark, MarkShape>> = {
  this: "dot-strong",
  other: "dot",
  group: "square",
  evidence: "diamond-open",
};

/** The scale of the shares in whole tens around all that is drawn, and where a share lies on it in per cent of the width. */
export function rangeScale(rows: readonly Pick<Row, "share" | "low" | "high">[]): {
  readonly from: number;
  readonly to: number;
  readonly across: (share: number) => number;
} {
  const drawn = rows.flatMap(({ share, low, high }) => [share, low, high].filter((value) => value !== null));
  const [from, to] = tens(Math.min(...drawn, 100), Math.max(...drawn, 0), POINTS_MIN);
  return { from, to, across: scaleLinear([from, to], [INSET, 100 - INSET]) };
}

/**
 * Whole tens around two shares, at least so many points apart and within 0 and 100.
 * @example tens(61, 78, 40) // => [50, 90]
 */
export function tens(least: number, most: number, points: number): [number, number] {
  if (least > most) return [0, 100];
  let [from, to] = [Math.floor(least / 10) * 10, Math.ceil(most / 10) * 10];
  while (to - from < points) {
    if (from > 0) from -= 10;
    if (to - from < points && to < 100) to += 10;
  }
  return [from, to];
}

/** The places as an image. */
export function drawRange(chart: RangeChart): Drawing {
  const scale = rangeScale(chart.rows);
  let y = AXIS_HEIGHT;
  const rows = chart.rows.map((row) => {
    const lines = wrapped(row.label, LETTERS_NARROW);
    const beside = (lines.at(-1) ?? "").length + 2 + row.words.length <= LETTERS_NARROW;
    const drawn = { row, lines, beside, y };
    y += (lines.length + (beside ? 0 : 1)) * LINE_HEIGHT + PLOT_HEIGHT;
    return drawn;
  });
  const ticks = scaleLinear([scale.from, scale.to], [0, 1]).ticks(4);
  return {
    height: y,
    content: (
      <>
        {ticks.map((tick) => (
          <g key={tick}>
            <line {...vertical(percent(scale.across(tick)), AXIS_HEIGHT - 6, y)} class="grid" />
            <text x={percent(scale.across(tick))} y={13} class="tick" text-anchor={anchorOf(scale.across(tick))}>
              {`${tick}%`}
            </text>
          </g>
        ))}
        {rows.map((drawn) => (
          <RangeRow key={drawn.row.id} {...drawn} across={scale.across} />
        ))}
      </>
    ),
  };
}

/** Letters at the edges of a chart stay inside it. */
export function anchorOf(at: number): "start" | "middle" | "end" {
  return at < 8 ? "start" : at > 92 ? "end" : "middle";
}

function RangeRow({
  row,
  lines,
  beside,
  y,
  across,
}: {
  readonly row: Row;
  readonly lines: readonly string[];
  /** Whether the words have room beside the label. */
  readonly beside: boolean;
  readonly y: number;
  readonly across: (share: number) => number;
}): JSX.Element {
  const last = y + (lines.length - 1) * LINE_HEIGHT + 15;
  const words = beside ? last : last + LINE_HEIGHT;
  const middle = words + 15;
  const { share, low, high, mark } = row;
  return (
    <Linked href={row.href}>
      <Lines lines={lines} x={0} y={y + 15} kind={mark === "this" ? "label strong" : "label"} />
      <text x="100%" y={words} text-anchor="end" class="words">
        {row.words}
      </text>
      {low !== null && high !== null && (
        <line x1={percent(across(low))} x2={percent(across(high))} y1={middle} y2={middle} class={`range ${mark}`} />
      )}
      {share !== null && <Mark shape={SHAPES[mark]} x={percent(across(share))} y={middle} />}
    </Linked>
  );
}
