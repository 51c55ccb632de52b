/** The contract of the pages of results: a question in a place, a place beside others, a release; and what leads to them. */
import { describe, expect, test } from "vitest";
import { expectNoEcho, INVENTED_PLACES, MARKER, type Target } from "./target.ts";

const [INVENTED] = INVENTED_PLACES;
const GROUP = "D-M01";
const QUESTION = "council_satisfaction";

interface Row {
  readonly answer: string;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly by: string;
}

async function html(target: Target, path: string): Promise<string> {
  const response = await target().fetch(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

async function slugOf(target: Target, code: string): Promise<string> {
  return ((await (await target().fetch(`/api/v1/places/${code}`)).json()) as { slug: string }).slug;
}

async function rowsOf(target: Target, query: string): Promise<readonly Row[]> {
  const response = await target().fetch(`/api/v1/releases/${target().world.release}/results?${query}`);
  return ((await response.json()) as { rows: readonly Row[] }).rows;
}

/** The pages of results. */
export function describeResults(target: Target): void {
  describe("the pages of results", () => {
    test("a question in a place: its wording, every figure with its line, and lines that fetch it", async () => {
      const path = `/places/${await slugOf(target, INVENTED)}/questions/${QUESTION}`;
      const file = await (
        await target().fetch(`/api/v1/releases/${target().world.release}/results.csv?place=${INVENTED}`)
      ).text();
      const lines = file.split("\r\n").map((line) => line.replaceAll(/"[^"]*"/g, "quoted").split(","));
      for (const by of ["all", "sex"]) {
        const page = await html(target, `${path}?by=${by}`);
        const rows = await rowsOf(target, `place=${INVENTED}&question=${QUESTION}&by=${by}`);
        const told = [...page.matchAll(/<tr id="working-([^"]*)">(.*?)<\/tr>/g)];
        expect(told).toHaveLength(rows.length);
        for (const [at, [, id = "", cells = ""]] of told.entries()) {
          const line = /<td[^>]*>(\d+)<\/td>$/.exec(cells)?.[1] ?? "";
          // The line named is the one that has this very figure.
          const { 12: answer = "", 15: group = "" } = lines[Number(line) - 1] ?? [];
          expect(id).toBe(`${group}-${answer}`);
          expect(rows[at]?.answer).toBe(answer);
          if (rows[at]?.share !== null) expect(cells).toContain(`>${String(rows[at]?.share)}`);
        }
        expect(page).toContain("read.csv(&quot;http");
        expect(page).toContain("csv.DictReader");
        expect(page).toContain("Demonstration: invented councils, invented residents");
      }
      // A title that two share would have a screen reader call the chart by its section.
      const ids = [...(await html(target, path)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      const welsh = await html(target, `/cy${path}`);
      expect(welsh).toContain("Dangos y gwaith");
    });

    test("a place beside others, in order of names, and groups that bear their name", async () => {
      const path = `/places/${await slugOf(target, INVENTED)}/compare`;
      const page = await html(target, `${path}?question=${QUESTION}`);
      expect(page).toMatch(/<select[^>]*id="with"/);
      expect(page).toContain("There is no ranking");
      const group = await html(target, `/places/${await slugOf(target, GROUP)}/compare`);
      const named = [...group.matchAll(/<th class="govuk-table__header" scope="row"><a [^>]*>([^<]*)<\/a>/g)];
      const names = named.map(([, name]) => name ?? "");
      expect(names.length).toBeGreaterThan(1);
      expect(names).toEqual([...names].sort((first, second) => first.localeCompare(second, "en")));
      expect(await html(target, `/cy${path}`)).toContain("Nid oes tabl cynghrair");
    });

    test("a release has its quality report", async () => {
      const page = await html(target, `/releases/${target().world.release}`);
      expect(page).toContain("Quality report");
      expect(page).toContain("3 of 3");
      expect(page).toMatch(/Design effects of councils<\/dt><dd>1\.\d|Design effects of councils<\/dt><dd>\d/);
      expect(page).toContain('name="robots" content="noindex"');
      expect(await html(target, `/cy/releases/${target().world.release}`)).toContain("Adroddiad ansawdd");
    });

    test("what is not there is not found, and nothing of the address is repeated", async () => {
      const place = `/places/${await slugOf(target, INVENTED)}`;
      for (const path of [
        `${place}/questions/${MARKER}`,
        `${place}/questions/sex`,
        `${place}/questions/${QUESTION}?by=${MARKER}`,
        `${place}/questions/${QUESTION}?stream=${MARKER}`,
        `${place}/questions/${QUESTION}?answer=${MARKER}`,
        `${place}/questions/${QUESTION}?release=${MARKER}`,
        `/places/${MARKER}/questions/${QUESTION}`,
        `/places/sheffield/questions/${QUESTION}`,
        `${place}/compare?with=${MARKER}`,
        `${place}/compare?question=${MARKER}`,
        `${place}/compare?release=${MARKER}`,
        "/places/sheffield/compare",
        `/releases/${MARKER}`,
      ]) {
        const response = await target().fetch(path);
        expect([path, response.status]).toEqual([path, 404]);
        expectNoEcho(response, await response.text());
      }
    });

    test("a parameter that a page does not know is taken away, and nothing is said as if it had been heard", async () => {
      const place = `/places/${await slugOf(target, INVENTED)}`;
      for (const [path, left] of [
        [`${place}?min_base=1`, place],
        [`${place}?by=sex&fbclid=${MARKER}`, `${place}?by=sex`],
        [`${place}?by=sex&by=all`, `${place}?by=sex`],
        [`/cy${place}/questions/${QUESTION}?group=female`, `/cy${place}/questions/${QUESTION}`],
        [`${place}/compare?rank=1`, `${place}/compare`],
        [`/questions/${QUESTION}?sort=share&top=10`, `/questions/${QUESTION}?sort=share`],
      ] as const) {
        const response = await target().fetch(path);
        expect([path, response.status, response.headers.get("Location")]).toEqual([path, 302, left]);
        expectNoEcho(response, await response.text());
      }
    });

    test("the site map has real places in both languages and nothing invented", async () => {
      const response = await target().fetch("/sitemap.xml");
      expect(response.headers.get("Content-Type")).toContain("application/xml");
      const map = await response.text();
      expect(map).toMatch(/<loc>https?:\/\/[^<]+\/places\/sheffield<\/loc>/);
      expect(map).toMatch(/hreflang="cy" href="https?:\/\/[^"]+\/cy\/places\/sheffield"/);
      expect(map).toContain("/places/greater-manchester-partnership<");
      expect(map).not.toContain("demonstration");
      expect(map).not.toContain(target().world.release);
      expect(await (await target().fetch("/robots.txt")).text()).toMatch(/^Sitemap: https?:\/\/.+\/sitemap\.xml$/m);
    });
  });
}
