import { renderToString } from "preact-render-to-string";
import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChartDownloads, embedHeight, embedLine } from "../../../client/charts/ChartDownloads.tsx";
import { PreviewImage } from "../../../client/charts/PreviewImage.tsx";
import { StandaloneChart } from "../../../client/charts/Standalone.tsx";
import { inOrder } from "../../../client/models/question-results.ts";
import { cy } from "../../../client/text/cy.ts";
import { en } from "../../../client/text/en.ts";
import type { ResultRow } from "../../../core/release/types.ts";
import { bounded, createRasteriser } from "../../../server/node-rasterise.ts";
import { classesOf } from "../../../server/results/charts/tiles.ts";
import { BARS, SAMPLES } from "../../client/charts/samples.ts";

/** Width and height of a PNG, as its header says. */
function sizeOf(png: Uint8Array<ArrayBuffer>): [number, number] {
  const view = new DataView(png.buffer);
  return [view.getUint32(16), view.getUint32(20)];
}

describe("pictures", () => {
  test.each(SAMPLES.map((chart) => [chart.id, chart] as const))(
    "%s is well-formed, becomes a PNG of twice its size, and is not blank",
    async (_, chart) => {
      const rasterise = await createRasteriser();
      const svg = renderToString(<StandaloneChart chart={chart} texts={en} />);
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
      // resvg refuses whatever is no well-formed XML.
      const png = await rasterise?.(svg, 2);
      expect(png && sizeOf(png)).toEqual([Number(width) * 2, Number(height) * 2]);
      const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
      const colours = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4) colours.add(pixels.readUInt32BE(at));
      expect(colours.size).toBeGreaterThan(4);
    },
  );

  test("the letters of a picture are drawn, and Welsh ones too", async () => {
    const rasterise = await createRasteriser();
    const preview = { title: "Ŵ ŷ â ê î", figure: "71%", sentence: "words", note: "", source: "" };
    const image = (title: string): string =>
      renderToString(<PreviewImage preview={{ ...preview, title }} siteName="Soundings" language="cy" />);
    const [welsh, plain, none] = await Promise.all(["Ŵŷ", "Wy", ""].map((title) => rasterise?.(image(title), 1)));
    expect(welsh && sizeOf(welsh)).toEqual([1200, 630]);
    expect(welsh).not.toEqual(plain);
    expect(plain).not.toEqual(none);
  });

  test("so many are made at once, so many wait, and whoever comes then is told to come again", async () => {
    const waiting: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const make = bounded(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((done) => waiting.push(done));
        running -= 1;
        return new Uint8Array();
      },
      2,
      3,
    );
    const made = Array.from({ length: 5 }, () => make("", 1));
    await expect(make("", 1)).rejects.toThrow(expect.objectContaining({ name: "PictureBusyError" }));
    while (waiting.length > 0) {
      waiting.shift()?.();
      await new Promise((done) => void setImmediate(done));
    }
    expect((await Promise.all(made)).length).toBe(5);
    expect(most).toBe(2);
  });

  test("one that fails lets the next one begin", async () => {
    const make = bounded(() => Promise.reject(new Error("broken")), 1, 5);
    const results = await Promise.allSettled([make("", 1), make("", 1), make("", 1)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  });
});

describe("the classes of a map", () => {
  test("are at most five, equally wide, whole points, and hold every share once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 60 }), (shares) => {
        const classes = classesOf(shares);
        expect(classes.length).toBeGreaterThan(0);
        expect(classes.length).toBeLessThanOrEqual(5);
        for (const share of shares) {
          expect(classes.filter(([from, to]) => share >= from && share <= to).length).toBe(1);
        }
        expect(new Set(classes.map(([from, to]) => to - from)).size).toBe(1);
      }),
    );
    expect(classesOf([])).toEqual([]);
  });
});

describe("the table of a question", () => {
  const row = (place_name: string, share: number | null, base: number | null): ResultRow =>
    ({ place_name, place_code: place_name, share, base }) as ResultRow;
  const rows = [row("Ynys", 50, 900), row("Ash", 70, null), row("Beech", null, null), row("Cedar", 70, 300)];
  const names = (sort: "name" | "share" | "base"): string[] => inOrder(rows, sort, "en").map((one) => one.place_name);

  test("is by name, or from the largest down with equal ones by name and empty ones last", () => {
    expect(names("name")).toEqual(["Ash", "Beech", "Cedar", "Ynys"]);
    expect(names("share")).toEqual(["Ash", "Cedar", "Ynys", "Beech"]);
    expect(names("base")).toEqual(["Ynys", "Cedar", "Ash", "Beech"]);
  });
});

describe("the line to copy", () => {
  const address = { path: "/charts/r1/answers/D-N01/q", search: "?by=sex&stream=code" };

  test("is one frame with a title, high enough, and its address is escaped", () => {
    const line = embedLine(BARS, address, { origin: "https://example.org" });
    expect(line).toMatch(/^<iframe [^<>]+><\/iframe>$/);
    expect(line).toContain('src="https://example.org/charts/r1/answers/D-N01/q.html?by=sex&amp;stream=code"');
    expect(line).toContain(`title="${BARS.title}"`);
    expect(line).toContain(`height="${embedHeight(BARS)}"`);
    expect(line).not.toContain("\n");
  });

  test("PNG is offered only where it can be made", () => {
    for (const png of [true, false]) {
      const site = { origin: "", png };
      const html = renderToString(<ChartDownloads texts={cy} chart={BARS} address={address} site={site} />);
      expect(html.includes(".png")).toBe(png);
      expect(html).toContain(".csv?by=sex&amp;stream=code");
    }
  });
});
