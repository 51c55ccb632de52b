/** Figures of one place over time. Only what may be compared is joined by a line. */
import { scaleLinear, scaleUtc } from "d3-scale";
import type { JSX } from "preact";
import { type Drawing, type LegendLine, MARK_SIZE, percent, pixel, vertical } from "./drawing.tsx";
import { Mark, markPath } from "./Mark.tsx";
import { anchorOf, tens } from "./Range.tsx";
import type { TrendChart, TrendPoint } from "./types.ts";

const TOP = 26;
const PLOT_HEIGHT = 220;
const HEIGHT = TOP + PLOT_HEIGHT + 28;
const INSET = 7;
const POINTS_MIN = 40;
/** How wide a figure is at most, in per cent of a phone's page. */
const FIGURE_WIDTH = 14;

/** Where a day lies across, in per cent of the width, and a share downwards, in pixels. */
export interface TrendScale {
  readonly across: (day: string) => number;
  readonly down: (share: number) => number;
  readonly shares: readonly number[];
  readonly years: readonly { readonly day: string; readonly label: string }[];
}

/** The scales of a trend: every point and range lies inside. */
export function trendScale(chart: Pick<TrendChart, "from" | "to" | "lines" | "evidence">): TrendScale {
  const points = [...chart.lines.flatMap((line) => line.points), ...chart.evidence];
  const drawn = points.flatMap(({ share, low, high }) => [share, low ?? share, high ?? share]);
  const [from, to] = tens(Math.min(...drawn, 100), Math.max(...drawn, 0), POINTS_MIN);
  const time = scaleUtc([dayOf(chart.from), dayOf(chart.to)], [INSET, 100 - INSET]);
  const down = scaleLinear([from, to], [TOP + PLOT_HEIGHT, TOP]);
  const firstYear = Number(chart.from.slice(0, 4));
  const lastYear = Number(chart.to.slice(0, 4));
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => String(firstYear + at))
    .map((label) => ({ label, day: `${label}-01-01` }))
    .filter(({ day }) => day >= chart.from && day <= chart.to);
  const every = Math.ceil(years.length / 5);
  return {
    across: (day) => time(dayOf(day)),
    down,
    shares: down.ticks(4),
    // From the newest back, so that the newest is always named.
    years: years.filter((_, at) => (years.length - 1 - at) % every === 0),
  };
}

function dayOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The trend as an image. */
export function drawTrend(chart: TrendChart): Drawing {
  const scale = trendScale(chart);
  const named = scale.years.length > 1 ? scale.years : ends(chart.lines[0]?.points ?? []);
  const figures = placeFigures(chart, scale);
  return {
    height: HEIGHT,
    content: (
      <>
        {scale.shares.map((share) => (
          <g key={share}>
            <line x1="0" x2="100%" y1={pixel(scale.down(share))} y2={pixel(scale.down(share))} class="grid" />
            <text x={0} y={pixel(scale.down(share)) - 4} class="tick">{`${share}%`}</text>
          </g>
        ))}
        {named.map(({ day, label }) => (
          <text
            key={day}
            x={percent(scale.across(day))}
            y={HEIGHT - 8}
            class="tick"
            text-anchor={anchorOf(scale.across(day))}
          >
            {label}
          </text>
        ))}
        {chart.breaks.map(({ at, label }) => (
          <g key={label}>
            <line {...vertical(percent(scale.across(at)), TOP, TOP + PLOT_HEIGHT)} class="break" />
            <text x={percent(scale.across(at))} y={TOP - 8} class="break-label" text-anchor="middle">
              {label}
            </text>
          </g>
        ))}
        {chart.lines.map(({ points }) => (
          <Joined key={points[0]?.at} points={points} scale={scale} />
        ))}
        {figures.map(({ point, open }) => (
          <Point key={`${point.at} ${point.words}`} point={point} scale={scale} open={open} />
        ))}
        {figures.map(({ point, open, y }) => (
          <text
            key={`${point.at} ${point.words}`}
            x={percent(scale.across(point.at))}
            y={y}
            class={open ? "figure soft halo" : "figure halo"}
            text-anchor={anchorOf(scale.across(point.at))}
          >
            {point.words}
          </text>
        ))}
      </>
    ),
  };
}

function ends(points: readonly TrendPoint[]): { day: string; label: string }[] {
  const [first, last] = [points[0], points.at(-1)];
  const both = first === undefined || last === undefined || first === last ? [first] : [first, last];
  return both.flatMap((point) => (point === undefined ? [] : [{ day: point.at, label: point.when }]));
}

/** Every point with the foot of its figure: above it, or below where another figure is in the way. */
function placeFigures(
  chart: TrendChart,
  scale: TrendScale,
): { readonly point: TrendPoint; readonly open: boolean; readonly y: number }[] {
  const points = [
    ...chart.lines.flatMap((line) => line.points.map((point) => ({ point, open: false }))),
    ...chart.evidence.map((point) => ({ point, open: true })),
  ].toSorted((first, second) => (first.point.at < second.point.at ? -1 : 1));
  const placed: { point: TrendPoint; open: boolean; y: number }[] = [];
  for (const { point, open } of points) {
    const above = pixel(scale.down(point.high ?? point.share)) - 12;
    const below = pixel(scale.down(point.low ?? point.share)) + 22;
    const taken = placed.some(
      (other) =>
        Math.abs(scale.across(other.point.at) - scale.across(point.at)) < FIGURE_WIDTH &&
        Math.abs(other.y - above) < 16,
    );
    placed.push({ point, open, y: taken ? below : above });
  }
  return placed;
}

function Joined({
  points,
  scale,
}: {
  readonly points: readonly TrendPoint[];
  readonly scale: TrendScale;
}): JSX.Element {
  const place = (point: TrendPoint): { x: string; y: number } => ({
    x: percent(scale.across(point.at)),
    y: pixel(scale.down(point.share)),
  });
  return (
    <>
      {points.slice(1).map((point, at) => {
        const from = place(points[at] ?? point);
        const to = place(point);
        return <line key={point.at} x1={from.x} y1={from.y} x2={to.x} y2={to.y} class="trend" />;
      })}
    </>
  );
}

function Point({
  point,
  scale,
  open,
}: {
  readonly point: TrendPoint;
  readonly scale: TrendScale;
  /** A figure from elsewhere. */
  readonly open: boolean;
}): JSX.Element {
  const at = scale.across(point.at);
  const y = pixel(scale.down(point.share));
  return (
    <>
      {point.low !== null && point.high !== null && (
        <line {...vertical(percent(at), pixel(scale.down(point.high)), pixel(scale.down(point.low)))} class="range" />
      )}
      <Mark
        shape={open ? "diamond-open" : "dot-strong"}
        x={percent(at)}
        y={y}
        title={`${point.when}: ${point.words}`}
      />
    </>
  );
}

/** What the marks mean. */
export function trendLegend({ legend, lines, evidence }: TrendChart): LegendLine[] {
  const mark = (shape: "dot-strong" | "diamond-open"): JSX.Element => (
    <g transform={`translate(${MARK_SIZE / 2} ${MARK_SIZE / 2})`}>
      <path d={markPath(shape)} class={`mark ${shape}`} />
    </g>
  );
  return [
    ...(lines.length === 0 ? [] : [{ id: "ours", words: legend.ours, mark: mark("dot-strong") }]),
    ...(evidence.length === 0 ? [] : [{ id: "evidence", words: legend.evidence, mark: mark("diamond-open") }]),
  ];
}
