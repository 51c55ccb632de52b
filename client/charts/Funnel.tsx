/** Places by how many answered there, in place of a league table: only those outside the curves differ by more than chance explains. */
import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { funnelLimits } from "../../core/estimation/funnel.ts";
import { type Drawing, Linked, type LegendLine, MARK_SIZE, percent, pixel } from "./drawing.tsx";
import { Mark, markPath, type MarkShape } from "./Mark.tsx";
import { anchorOf, tens } from "./Range.tsx";
import type { FunnelChart } from "./types.ts";

type Point = FunnelChart["points"][number];

const TOP = 44;
const PLOT_HEIGHT = 300;
const HEIGHT = TOP + PLOT_HEIGHT + 44;
const INSET = 3;
const STEPS = 48;
const POINTS_MIN = 30;
/** Below so many the curves would fill the page and hold no place. */
const BASE_MIN = 30;

const SHAPES: Readonly<Record<Point["position"], MarkShape>> = {
  within: "dot-soft",
  beyond95: "triangle",
  beyond998: "diamond",
};

/** Where an effective base lies across, in per cent of the width, and a share (0 to 100) downwards, in pixels. */
export interface FunnelScale {
  readonly across: (base: number) => number;
  readonly down: (share: number) => number;
  readonly bases: readonly number[];
  readonly shares: readonly number[];
  /** The curves: shares (0 to 100) at each base. */
  readonly curves: readonly {
    readonly kind: "at95" | "at998";
    readonly points: readonly [base: number, share: number][];
  }[];
}

/** The scales and curves of a funnel: every place and every curve lies inside. */
export function funnelScale({ whole, points }: Pick<FunnelChart, "whole" | "points">): FunnelScale {
  const bases = points.map(({ effectiveBase }) => effectiveBase);
  const least = Math.max(BASE_MIN, Math.min(...bases, 1000) * 0.9);
  const most = Math.max(...bases, BASE_MIN) * 1.04;
  const across = scaleLinear([Math.min(least, ...bases), most], [INSET, 100 - INSET]);
  const steps = Array.from({ length: STEPS + 1 }, (_, at) => {
    // Closer together at the left, where the curves bend.
    const base = least + (most - least) * (at / STEPS) ** 2;
    return { base, limits: funnelLimits(whole.share / 100, base) };
  });
  const curve = (
    kind: "at95" | "at998",
    limit: "low95" | "high95" | "low998" | "high998",
  ): FunnelScale["curves"][number] => ({
    kind,
    points: steps.map(({ base, limits }) => [base, limits[limit] * 100]),
  });
  const curves = [curve("at95", "low95"), curve("at95", "high95"), curve("at998", "low998"), curve("at998", "high998")];
  const drawn = [...points.map(({ share }) => share), ...curves.flatMap((one) => one.points.map(([, share]) => share))];
  const [from, to] = tens(Math.min(...drawn, whole.share), Math.max(...drawn, whole.share), POINTS_MIN);
  const down = scaleLinear([from, to], [TOP + PLOT_HEIGHT, TOP]);
  return { across, down, bases: across.ticks(4), shares: down.ticks(5), curves };
}

/** The funnel as an image. */
export function drawFunnel(chart: FunnelChart): Drawing {
  const scale = funnelScale(chart);
  const narrow = placeLabels(chart.points, scale, 290);
  const wide = placeLabels(chart.points, scale, 640);
  const level = pixel(scale.down(chart.whole.share));
  return {
    height: HEIGHT,
    content: (
      <>
        <Axes chart={chart} scale={scale} />
        {scale.curves.map(({ kind, points }, at) => (
          <g key={`${kind} ${at}`}>
            {points.slice(1).map(([base, share], step) => {
              const [fromBase, fromShare] = points[step] ?? [base, share];
              return (
                <line
                  key={base}
                  x1={percent(scale.across(fromBase))}
                  y1={pixel(scale.down(fromShare))}
                  x2={percent(scale.across(base))}
                  y2={pixel(scale.down(share))}
                  class={`curve ${kind}`}
                />
              );
            })}
          </g>
        ))}
        <line x1="0" x2="100%" y1={level} y2={level} class="whole" />
        {chart.points.map((point) => (
          <Linked key={point.code} href={point.href}>
            <Mark
              shape={SHAPES[point.position]}
              x={percent(scale.across(point.effectiveBase))}
              y={pixel(scale.down(point.share))}
              title={point.words}
            />
          </Linked>
        ))}
        {[...wide].map(([code, label]) => (
          <text
            key={code}
            x={percent(label.x)}
            y={label.y}
            dx={label.end ? -9 : 9}
            text-anchor={label.end ? "end" : "start"}
            // On a phone only those have room that are far from one another; the table names them all.
            class={narrow.has(code) ? "name halo" : "name halo s-wide"}
          >
            {label.text}
          </text>
        ))}
      </>
    ),
  };
}

function Axes({ chart, scale }: { readonly chart: FunnelChart; readonly scale: FunnelScale }): JSX.Element {
  const foot = TOP + PLOT_HEIGHT;
  return (
    <>
      {scale.shares.map((share) => (
        <g key={share}>
          <line x1="0" x2="100%" y1={pixel(scale.down(share))} y2={pixel(scale.down(share))} class="grid" />
          <text x={0} y={pixel(scale.down(share)) - 4} class="tick">{`${share}%`}</text>
        </g>
      ))}
      {scale.bases.map((base) => (
        <text
          key={base}
          x={percent(scale.across(base))}
          y={foot + 18}
          class="tick"
          text-anchor={anchorOf(scale.across(base))}
        >
          {base}
        </text>
      ))}
      <text x="0" y={13} class="axis">
        {chart.axes.share}
      </text>
      <text x="100%" y={foot + 38} class="axis" text-anchor="end">
        {chart.axes.effectiveBase}
      </text>
    </>
  );
}

interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly end: boolean;
  readonly text: string;
}

const LETTER_WIDTH = 7.8;
const LABEL_HEIGHT = 15;

/** Where a name is tried, one after another: beside its mark, else a little above or below. */
const CANDIDATES = [0, -13, 13].flatMap((dy) => [
  { end: false, dy },
  { end: true, dy },
]);

/** Names of the places outside the curves, as far as they have room: none lies on another, on a page so wide. */
function placeLabels(points: readonly Point[], scale: FunnelScale, width: number): ReadonlyMap<string, PlacedLabel> {
  const placed = new Map<string, PlacedLabel & { readonly from: number; readonly to: number }>();
  const marks = points.map((point) => ({
    code: point.code,
    x: (scale.across(point.effectiveBase) / 100) * width,
    y: pixel(scale.down(point.share)) + 4,
  }));
  const outside = points.filter(({ position }) => position !== "within");
  // Those furthest out come first: they are what is looked for.
  const order = outside.toSorted((first, second) =>
    first.position < second.position ? 1 : first.position > second.position ? -1 : first.code < second.code ? -1 : 1,
  );
  for (const { code, label: text, share, effectiveBase } of order) {
    const x = scale.across(effectiveBase);
    const length = text.length * LETTER_WIDTH + 12;
    const at = (x / 100) * width;
    const found = CANDIDATES.map(({ end, dy }) => ({
      ...{ x, end, text, y: pixel(scale.down(share)) + 4 + dy },
      ...(end ? { from: at - length, to: at } : { from: at, to: at + length }),
    })).find(({ y, from, to }) => {
      const onMark = marks.some(
        (mark) => mark.code !== code && Math.abs(mark.y - y) < 10 && mark.x > from - 6 && mark.x < to + 6,
      );
      const onLabel = [...placed.values()].some(
        (other) => Math.abs(other.y - y) < LABEL_HEIGHT && from < other.to && other.from < to,
      );
      return !onMark && !onLabel && from >= 0 && to <= width;
    });
    if (found !== undefined) placed.set(code, found);
  }
  return placed;
}

/** What the marks mean. */
export function funnelLegend({ legend, points }: FunnelChart): LegendLine[] {
  const kinds = [
    ["within", legend.within],
    ["beyond95", legend.beyond95],
    ["beyond998", legend.beyond998],
  ] as const;
  return kinds
    .filter(([kind]) => points.some(({ position }) => position === kind))
    .map(([kind, words]) => ({
      id: kind,
      words,
      mark: (
        <g transform={`translate(${MARK_SIZE / 2} ${MARK_SIZE / 2})`}>
          <path d={markPath(SHAPES[kind])} class={`mark ${SHAPES[kind]}`} />
        </g>
      ),
    }));
}
