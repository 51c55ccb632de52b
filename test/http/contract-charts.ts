/** The contract of charts and of the pages of questions: files, tags, refusals, and what may stand in a frame elsewhere. */
import { describe, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import type { ResultRow } from "../../core/release/types.ts";
import type { ProblemCode } from "../../server/contract/problems.ts";
import { PictureBusyError } from "../../server/services/rasterise.ts";
import { expectNoEcho, expectRefusal, INVENTED_PLACES, MARKER, type Target, type World } from "./target.ts";

const [PLACE] = INVENTED_PLACES;
const QUESTION = "decision_body";
const CHART_ROUTE = "/:release/:kind/:rest{.+}";

const answers = ({ release }: World): string => `/charts/${release}/answers/${PLACE}/${QUESTION}`;
const tiles = ({ release }: World): string => `/charts/${release}/tiles/${QUESTION}`;

/** Charts, and questions. */
export function describeCharts(target: Target): void {
  describe("charts", () => {
    describeFiles(target);
    describeEmbedding(target);
    describePictures(target);
    describeChartRefusals(target);
  });
  describe("questions", () => describeQuestions(target));
}

function describeFiles(target: Target): void {
  test("an image is a document by itself, in the language of its address, with what has to be known of it", async () => {
    for (const [base, language, note] of [
      ["", "en", "Demonstration: invented councils, invented residents"],
      ["/cy", "cy", "Arddangosiad: cynghorau dychmygol, trigolion dychmygol"],
    ]) {
      for (const path of [answers(target().world), tiles(target().world)]) {
        const response = await target().fetch(`${base}${path}.svg`);
        const svg = await response.text();
        expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "image/svg+xml; charset=utf-8"]);
        expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
        expect(svg).toContain(`xml:lang="${language}"`);
        // What is drawn, not what is read out: lines of it.
        const drawn = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, line]) => line);
        expect(drawn.join(" ")).toContain(note);
        expect(response.headers.get("Content-Security-Policy")).toMatch(/style-src 'sha256-[\w+/]{43}='/);
        expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
        expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
      }
    }
  });

  test("its CSV is the rows of the API, to the last cell", async () => {
    const { world } = target();
    const response = await target().fetch(`${answers(world)}.csv?by=sex`);
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    const [header, ...lines] = (await response.text()).split("\r\n");
    const call = `/api/v1/releases/${world.release}/results.csv?place=${PLACE}&by=sex`;
    const [named, ...all] = (await (await target().fetch(call)).text()).split("\r\n");
    expect(header).toBe(named);
    const column = named?.split(",").indexOf("question") ?? -1;
    expect(lines).toEqual(all.filter((line) => line === "" || line.split(",")[column] === QUESTION));
    expect(lines.length).toBeGreaterThan(4);
  });

  test("every figure in an image is a share of the rows behind it", async () => {
    const { world } = target();
    for (const path of [`${answers(world)}.svg?by=sex`, `${answers(world)}.svg`, `${tiles(world)}.svg`]) {
      const svg = await (await target().fetch(path)).text();
      const csv = await (await target().fetch(path.replace(".svg", ".csv"))).text();
      const [header = "", ...lines] = csv.trimEnd().split("\r\n");
      const column = header.split(",").indexOf("share");
      const shares = new Set(lines.map((line) => line.split(",")[column]));
      const drawn = [...svg.matchAll(/<(?:text|title)[^>]*>([^<]*)/g)].map(([, text = ""]) => text);
      const figures = drawn.filter((text) => !/% to /.test(text)).flatMap((text) => text.match(/\d+(?=%)/g) ?? []);
      expect(figures.length).toBeGreaterThan(2);
      expect(figures.filter((figure) => !shares.has(figure))).toEqual([]);
    }
  });

  test("may be kept for a day, and a repeat is answered without a body", async () => {
    const { world } = target();
    for (const path of [`${answers(world)}.svg`, `${answers(world)}.csv`, `${tiles(world)}.html`]) {
      const { headers } = await target().fetch(path);
      expect([path, headers.get("Cache-Control")]).toEqual([path, expect.stringMatching(/^public, max-age=86400\b/)]);
      const repeat = await target().fetch(path, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
      expect([path, repeat.status, await repeat.text()]).toEqual([path, 304, ""]);
    }
  });
}

function describeEmbedding(target: Target): void {
  test("the page to embed may stand in any frame, alone of all pages, and has no script and no link but one", async () => {
    const response = await target().fetch(`${tiles(target().world)}.html`);
    const html = await response.text();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors *");
    expect(response.headers.get("X-Frame-Options")).toBe(null);
    expect(html).not.toMatch(/<script|<style|\sstyle="|\son\w+="/);
    expect(html.match(/<a /g)?.length).toBe(1);
    expect(html).toMatch(new RegExp(`<a href="/questions/${QUESTION}\\?release=[^"]+" target="_blank"`));
    for (const path of [`/questions/${QUESTION}`, `${tiles(target().world)}.svg`]) {
      const other = await target().fetch(path);
      expect(other.headers.get("X-Frame-Options")).toBe("DENY");
      expect(other.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    }
  });
}

function describePictures(target: Target): void {
  test("a PNG is made where the runtime can, and is refused with a way on where it cannot", async () => {
    const { world, services } = target();
    for (const path of [`${answers(world)}.png`, `/charts/${world.release}/preview/${PLACE}.png`]) {
      const response = await target().fetch(path);
      if (services.rasterise === null) {
        const preview = path.includes("preview") ? "/:release/preview/:file" : CHART_ROUTE;
        await expectRefusal(response, path, "chart.no_png", undefined, `/charts${preview}`);
        continue;
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "image/png"]);
      expect([...bytes.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
      const width = new DataView(bytes.buffer).getUint32(16);
      expect(width).toBe(path.includes("preview") ? 1200 : 1280);
    }
  });

  test("where too many are asked for at once, the same may be asked for again", async () => {
    const { world, services } = target();
    const rasterise = (): Promise<never> => Promise.reject(new PictureBusyError());
    const response = await createApp({ ...services, rasterise }).request(`${answers(world)}.png`);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "2"]);
  });

  test("pages offer a PNG only where there is one", async () => {
    const html = await (await target().fetch(`/questions/${QUESTION}`)).text();
    expect(html).toContain(".svg?");
    expect(html.includes(".png")).toBe(target().services.rasterise !== null);
  });
}

function describeChartRefusals(target: Target): void {
  const cases: [what: string, path: (world: World) => string, code: ProblemCode, field?: string][] = [
    ["an unknown kind", ({ release }) => `/charts/${release}/${MARKER}/${QUESTION}.svg`, "chart.unknown"],
    ["an unknown format", (world) => `${tiles(world)}.${MARKER}`, "chart.unknown"],
    ["no format", (world) => tiles(world), "chart.unknown"],
    ["an unknown place", ({ release }) => `/charts/${release}/answers/${MARKER}/${QUESTION}.svg`, "chart.unknown"],
    ["an unknown question", ({ release }) => `/charts/${release}/tiles/${MARKER}.svg`, "chart.unknown"],
    ["a demographic question", ({ release }) => `/charts/${release}/tiles/sex.csv`, "chart.unknown"],
    ["too few parts", ({ release }) => `/charts/${release}/answers/${QUESTION}.svg`, "chart.unknown"],
    ["a funnel without a whole", ({ release }) => `/charts/${release}/funnel/${QUESTION}.svg`, "chart.unknown"],
    ["an unknown release", () => `/charts/${MARKER}/tiles/${QUESTION}.svg`, "release.unknown"],
    ["an unknown parameter", (world) => `${tiles(world)}.svg?${MARKER}=1`, "request.parameter"],
    ["a parameter of another kind", (world) => `${tiles(world)}.svg?by=sex`, "request.parameter"],
    [
      "a parameter given twice",
      (world) => `${tiles(world)}.svg?answer=a&answer=${MARKER}`,
      "request.parameter",
      "answer",
    ],
    ["an empty parameter", (world) => `${tiles(world)}.csv?within=`, "request.parameter", "within"],
    ["an unknown answer", (world) => `${tiles(world)}.svg?answer=${MARKER}`, "chart.unknown"],
    ["an unknown stream", (world) => `${tiles(world)}.svg?stream=${MARKER}`, "chart.unknown"],
    ["an unknown group of people", (world) => `${answers(world)}.svg?by=${MARKER}`, "chart.unknown"],
    ["an unknown place to be within", (world) => `${tiles(world)}.svg?within=${MARKER}`, "chart.unknown"],
  ];

  test.each(cases)("%s is refused, and nothing that was sent comes back", async (_, path, code, field) => {
    const address = path(target().world);
    await expectRefusal(await target().fetch(address), address, code, field, `/charts${CHART_ROUTE}`);
  });

  test("a preview of a place that the release does not have is refused", async () => {
    const path = `/charts/${target().world.release}/preview/${MARKER}.svg`;
    await expectRefusal(await target().fetch(path), path, "chart.unknown", undefined, "/charts/:release/preview/:file");
  });
}

function describeQuestions(target: Target): void {
  test("all are listed, and each leads to its page, in both languages", async () => {
    for (const base of ["", "/cy"]) {
      const list = await (await target().fetch(`${base}/questions`)).text();
      expect(list).toContain(`href="${base}/questions/${QUESTION}"`);
      const response = await target().fetch(`${base}/questions/${QUESTION}`);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toMatch(/<style|\sstyle="|\son\w+="/);
      expect(html).toContain('property="og:title"');
    }
  });

  test("its table is by name at first, says how it is in order, and has no ranks", async () => {
    const { release } = target().world;
    const html = await (await target().fetch(`/questions/${QUESTION}?release=${release}`)).text();
    const names = [...html.matchAll(/<th class="govuk-table__header" scope="row"><a[^>]*>([^<]+)/g)].map(
      ([, name]) => name,
    );
    expect(names.slice(0, 3)).toEqual(["Cinderwell", "Forgeholm", "Loomfield"]);
    expect(html.match(/aria-sort="ascending"/g)).toHaveLength(1);
    const sorted = await (await target().fetch(`/questions/${QUESTION}?release=${release}&sort=share`)).text();
    expect(sorted.match(/aria-sort="descending"/g)).toHaveLength(1);
    expect(sorted).not.toMatch(/>\s*(1st|#1|Rank|Position)/i);
  });

  test("its table has the figures of the API", async () => {
    const { release } = target().world;
    const call = `/api/v1/releases/${release}/results?question=${QUESTION}&by=all`;
    const { rows } = (await (await target().fetch(call)).json()) as { rows: readonly ResultRow[] };
    const html = await (await target().fetch(`/questions/${QUESTION}?release=${release}&answer=government`)).text();
    const shown = [
      ...html.matchAll(/<th class="govuk-table__header" scope="row"><a[^>]*>([^<]+)<\/a><\/th>(.*?)<\/tr>/g),
    ];
    const wanted = rows.filter(({ answer, members_included }) => answer === "government" && members_included > 0);
    expect(shown.length).toBe(wanted.length);
    for (const [, name = "", cells = ""] of shown) {
      const row = wanted.find(({ place_name }) => place_name === name);
      const words = cells.replaceAll(/<[^>]+>/g, "|").replaceAll(/[| ]+/g, " ");
      const share = row?.share === null ? "c" : `${row?.share}%`;
      expect([name, words.trim().startsWith(share)]).toEqual([name, true]);
      if (row?.low !== null) expect(words).toContain(`${row?.low}% – ${row?.high}%`);
    }
  });

  test("what nobody knows has no page, and is not repeated", async () => {
    const paths = [
      `/questions/${MARKER}`,
      `/questions/${QUESTION}?sort=${MARKER}`,
      `/questions/${QUESTION}?answer=${MARKER}`,
      `/questions/${QUESTION}?stream=${MARKER}`,
      `/questions/${QUESTION}?release=${MARKER}`,
      "/questions/sex",
    ];
    for (const path of paths) {
      const response = await target().fetch(path);
      expect([path, response.status]).toEqual([path, 404]);
      expectNoEcho(response, await response.text());
    }
  });
}
