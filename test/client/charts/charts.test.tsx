import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { placeBars } from "../../../client/charts/Bars.tsx";
import { ChartFigure } from "../../../client/charts/ChartFigure.tsx";
import { funnelScale } from "../../../client/charts/Funnel.tsx";
import { PALETTE } from "../../../client/charts/palette.ts";
import { rangeScale, tens } from "../../../client/charts/Range.tsx";
import { StandaloneChart } from "../../../client/charts/Standalone.tsx";
import { tileBox } from "../../../client/charts/Tiles.tsx";
import { trendScale } from "../../../client/charts/Trend.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en } from "../../../client/text/en.ts";
import type { BarPart, Chart, Tone } from "../../../client/charts/types.ts";
import { BARS, FUNNEL, NOMINAL, RANGE, SAMPLES, TILES, TREND } from "./samples.ts";

const inside = (value: number): boolean => value >= -1e-9 && value <= 100 + 1e-9;

describe("bars", () => {
  const part = (id: string, tone: Tone, share: number): BarPart => {
    return { id, tone, share, label: id, words: `${share}%`, atMost: false };
  };
  const tones: readonly Tone[] = ["top", "top-soft", "middle", "bottom-soft", "bottom", "other"];
  const bar = fc
    .array(fc.integer({ min: 0, max: 60 }), { minLength: 6, maxLength: 6 })
    .map((shares) => tones.map((tone, at) => part(tone, tone, shares[at] ?? 0)));

  test("on a scale each part is as wide as its share, and none lies on another", () => {
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1, maxLength: 4 }), (all) => {
        const rows = all.map((parts, at) => ({ id: String(at), label: "", parts }));
        const { line, bars } = placeBars({ diverging: true, rows });
        const widest = bars.flatMap(({ parts }) => parts).find(({ share }) => share > 0);
        const point = widest === undefined ? 0 : widest.width / widest.share;
        for (const { parts } of bars) {
          const sorted = parts.filter(({ share }) => share > 0).toSorted((first, second) => first.from - second.from);
          for (const [at, { from, width, share, tone }] of sorted.entries()) {
            expect(inside(from) && inside(from + width)).toBe(true);
            expect(width).toBeCloseTo(share * point, 6);
            const next = sorted[at + 1];
            if (next !== undefined) expect(from + width).toBeLessThanOrEqual(next.from + 1e-9);
            if (line === null) continue;
            if (tone.startsWith("bottom")) expect(from + width).toBeLessThanOrEqual(line + 1e-9);
            if (tone.startsWith("top")) expect(from).toBeGreaterThanOrEqual(line - 1e-9);
            if (tone === "middle") expect(from + width / 2).toBeCloseTo(line, 6);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("the strongest answers lie outermost, whichever end of the scale the question begins with", () => {
    for (const parts of [tones, tones.slice(0, 5).toReversed()].map((some) =>
      some.map((tone) => part(tone, tone, 15)),
    )) {
      const { bars } = placeBars({ diverging: true, rows: [{ id: "a", label: "", parts }] });
      const order = bars[0]?.parts.toSorted((first, second) => first.from - second.from).map(({ id }) => id);
      expect(order?.slice(0, 5)).toEqual(["bottom", "bottom-soft", "middle", "top-soft", "top"]);
    }
  });

  test("without a scale they stand in the order of the answers, and end where 100 per cent would", () => {
    const [first] = placeBars(NOMINAL).bars;
    expect(first?.parts.map(({ id, from, width }) => [id, from, width])).toEqual([
      ["council", 0, 71],
      ["government", 71, 12],
      ["neither", 83, 17],
    ]);
  });

  test("charts with the same sides have their line at the same place", () => {
    const sides = { bottom: 60, top: 90, other: 20 };
    const lines = BARS.rows.slice(0, 2).map((row) => placeBars({ diverging: true, sides, rows: [row] }).line);
    expect(lines[0]).toBe(lines[1]);
  });
});

describe("scales", () => {
  test("whole tens around what is drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (one, other) => {
        const [least, most] = [Math.min(one, other), Math.max(one, other)];
        const [from, to] = tens(least, most, 40);
        expect(from % 10 === 0 && to % 10 === 0 && from >= 0 && to <= 100 && to - from >= 40).toBe(true);
        expect(from <= least && most <= to).toBe(true);
      }),
    );
    expect(tens(100, 0, 40)).toEqual([0, 100]);
  });

  test("every share, range, day and curve lies inside its chart", () => {
    const range = rangeScale(RANGE.rows);
    for (const { share, low, high } of RANGE.rows) {
      for (const value of [share, low, high]) expect(value === null || inside(range.across(value))).toBe(true);
    }
    const trend = trendScale(TREND);
    for (const { at, share, low, high } of [...TREND.lines.flatMap((line) => line.points), ...TREND.evidence]) {
      expect(inside(trend.across(at))).toBe(true);
      for (const value of [share, low ?? share, high ?? share]) {
        expect(trend.down(value) >= 26 && trend.down(value) <= 246).toBe(true);
      }
    }
    const funnel = funnelScale(FUNNEL);
    const drawn = [
      ...FUNNEL.points.map(({ effectiveBase, share }) => [effectiveBase, share] as const),
      ...funnel.curves.flatMap(({ points }) => points),
    ];
    for (const [base, share] of drawn) {
      expect(inside(funnel.across(base))).toBe(true);
      expect(funnel.down(share) >= 43.9 && funnel.down(share) <= 344.1).toBe(true);
    }
  });

  test("no tile lies on another, or outside the map", () => {
    const boxes = TILES.tiles.map(tileBox);
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(TILES.tiles.length);
    for (const { x, y, size } of boxes) {
      expect(x >= 0 && y >= 0 && x + size <= TILES.columns * 10 && y + size <= TILES.rows * 10).toBe(true);
    }
  });
});

/** The texts that are drawn, without those that are only read out. */
function drawnTexts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}

describe.each(SAMPLES.map((chart) => [chart.id, chart] as const))("%s", (_, chart) => {
  const page = renderToString(<ChartFigure chart={chart} />);
  const file = renderToString(<StandaloneChart chart={chart} texts={cy} />);

  test("says what it is, and its note stands in the image", () => {
    for (const svg of [page, file]) {
      expect(svg).toContain(`<title id="${chart.id}-title">${chart.title}</title>`);
      expect(svg).toContain(`<desc id="${chart.id}-desc">${chart.note}. ${chart.description}</desc>`);
      expect(svg).toContain(`aria-labelledby="${chart.id}-title ${chart.id}-desc"`);
      expect(drawnTexts(svg).join(" ")).toContain(chart.note);
    }
  });

  test("brings no style that a page may not have, and no address of another host", () => {
    expect(page).not.toMatch(/ style=/);
    expect(page).not.toContain("<style");
    expect(page).not.toMatch(/https?:/);
    expect(file.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|@import|<script/);
  });

  test("says as a file who was asked and under which licence it may be used", () => {
    const texts = drawnTexts(file).join(" ");
    expect(texts).toContain(chart.source);
    expect(texts).toContain(cy.charts.licence);
    expect(file).toContain('xml:lang="cy"');
  });

  test("has no number that is not in its data", () => {
    const known = new Set(JSON.stringify(chart).match(/\d+/g));
    for (const text of drawnTexts(page)) {
      // The ticks of the axes are round and no figures.
      for (const number of text.match(/\d+/g) ?? []) {
        expect(known.has(number) || Number(number) % 10 === 0 || isYear(chart, number)).toBe(true);
      }
    }
    expect(drawnTexts(file).join(" ")).not.toMatch(/\d[.,]\d+ ?%/);
  });
});

function isYear(chart: Chart, number: string): boolean {
  return chart.kind === "trend" && number >= chart.from.slice(0, 4) && number <= chart.to.slice(0, 4);
}

test("links are for the mouse alone: the image is then a group, and nothing in it takes the keyboard", () => {
  const linked = renderToString(<ChartFigure chart={TILES} />);
  expect(linked).toContain('role="group"');
  expect(linked.match(/<a /g)?.length).toBe(linked.match(/tabindex="-1"/gi)?.length);
  expect(renderToString(<ChartFigure chart={BARS} />)).toContain('role="img"');
});

test("the style sheets of the site have the colours of the files", () => {
  const folder = join(import.meta.dirname, "../../../client/style");
  const style = readFileSync(join(folder, "_colours.scss"), "utf8");
  for (const [name, colour] of Object.entries(PALETTE)) expect(style).toContain(`--${name}: ${colour};`);
});

test("English charts say their licence in English", () => {
  expect(renderToString(<StandaloneChart chart={BARS} texts={en} />)).toContain(en.charts.licence);
});
