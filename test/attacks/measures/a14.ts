import { csvTable } from "../../../core/release/csv.ts";
import { RESULT_COLUMNS, type ResultRow } from "../../../core/release/types.ts";
import type { createSite } from "../site.ts";
import { AS_COUNTED, naiveRows, tableOf } from "../support.ts";
import { type Measure, ROUNDED, worldOf } from "./measure.ts";

type Site = Awaited<ReturnType<typeof createSite>>;

/** One row as somebody reads it: its answer, and the numbers written beside it. */
interface Read {
  readonly label: string;
  readonly numbers: readonly number[];
}

/** The number, or the two, in a cell. Ranges have a dash, and numbers below 0 a minus sign. */
function numbersIn(text: string): readonly number[] {
  const plain = text.replaceAll(/<[^>]*>/g, "").replaceAll(",", "");
  return [...plain.matchAll(/[−-]?\d+/g)].map(([number]) => Number(number.replace("−", "-")));
}

function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .trim();
}

/** The rows of every table of figures on a page, by question. */
function readTables(html: string): ReadonlyMap<string, readonly Read[]> {
  const sections = [...html.matchAll(/<section class="s-question" id="([^"]+)"[\s\S]*?<\/section>/g)];
  return new Map(
    sections.map(([section, question = ""]) => {
      const rows = [...section.matchAll(/<tr>((?:(?!<\/tr>)[\s\S])*?<th[^>]*scope="row"[\s\S]*?)<\/tr>/g)];
      const read = rows.map(([, row = ""]): Read => {
        const cells = [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = ""]) => cell).slice(-3);
        const [, label = ""] = /<th[^>]*>([\s\S]*?)<\/th>/.exec(row) ?? [];
        return { label: textOf(label), numbers: cells.flatMap(numbersIn) };
      });
      return [question, read];
    }),
  );
}

/** What a row of the API should read like: a withheld one has no number at all. */
function expectedRead({ share, low, high, base }: ResultRow): readonly number[] {
  return [share, low, high, base].flatMap((number) => number ?? []);
}

/** Every chart on a page: the shares that it says it is made of, and the widths of its parts, both from small to large. */
function readCharts(
  html: string,
): readonly { readonly shares: readonly number[]; readonly widths: readonly number[] }[] {
  return [...html.matchAll(/<svg class="s-plot__image"[\s\S]*?<\/svg>/g)].map(([chart]) => {
    const [, described = ""] = /<desc[^>]*>([\s\S]*?)<\/desc>/.exec(chart) ?? [];
    return {
      shares: inOrder([...described.matchAll(/(\d+)%/g)].map(([, share]) => Number(share))),
      widths: inOrder(
        [...chart.matchAll(/<rect[^>]*? width="([\d.]+)%"[^>]* class="part/g)].map(([, width]) => Number(width)),
      ),
    };
  });
}

function inOrder(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((first, second) => first - second);
}

/** Widths are written to two digits behind the point. */
const WIDTH_ROUNDING = 0.02;

/** Whether each part is as wide as its share: all of one chart on the same scale. */
function isDrawnToScale({ shares, widths }: ReturnType<typeof readCharts>[number]): boolean {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const scale = sum(widths) / sum(shares);
  return (
    widths.length === shares.length &&
    widths.every((width, at) => Math.abs(width - scale * (shares[at] ?? 0)) <= WIDTH_ROUNDING)
  );
}

/** The cells of a CSV whose texts hold no line breaks. */
function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  const cellsOf = (line: string): readonly string[] =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^",]*)(?:,|$)/g)]
      .map(([, cell = ""]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
      .slice(0, RESULT_COLUMNS.length);
  const names = cellsOf(head);
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, at) => [names[at] ?? "", cell])));
}

/** The pages of places that are compared, with the breakdown that each shows. */
const PAGES = [
  ["D-B01", "all"],
  ["D-B02", "sex"],
  ["D-B03", "age_band"],
  ["D-M01", "all"],
  ["D-M01", "tenure"],
] as const;

/** How many figures JSON, CSV and HTML give, and how many of them differ from those of another. */
async function differences({ see, world }: Site): Promise<{ readonly compared: number; readonly different: number }> {
  const places = JSON.parse((await see("/api/v1/places")).body) as { places: { code: string; slug: string }[] };
  let [compared, different, charts] = [0, 0, 0];
  const compare = (one: unknown, other: unknown): void => {
    compared += 1;
    if (JSON.stringify(one) !== JSON.stringify(other)) different += 1;
  };
  for (const [place, by] of PAGES) {
    const query = `place=${place}&by=${by}`;
    const json = (await see(`/api/v1/releases/${world.release}/results?${query}`)).body;
    const { rows } = JSON.parse(json) as { rows: readonly ResultRow[] };
    const csv = (await see(`/api/v1/releases/${world.release}/results.csv?${query}`)).body;
    compare(csv, csvTable(rows));
    const cells = readCsv(csv);
    compare(cells.length, rows.length);
    for (const [at, row] of rows.entries()) {
      compare(
        cells[at],
        Object.fromEntries(RESULT_COLUMNS.map((column) => [column, row[column] === null ? "" : String(row[column])])),
      );
    }
    const slug = places.places.find(({ code }) => code === place)?.slug ?? "";
    const page = (await see(`/places/${slug}${by === "all" ? "" : `?by=${by}`}`)).body;
    const tables = readTables(page);
    if (tables.size === 0) throw new Error("a page without figures");
    for (const [question, read] of tables) {
      const own = rows.filter((row) => row.question === question);
      compare(read.length, own.length);
      for (const [at, { numbers }] of read.entries()) compare(numbers, own[at] && expectedRead(own[at]));
    }
    for (const chart of readCharts(page)) {
      charts += 1;
      compare(isDrawnToScale(chart), true);
    }
  }
  if (charts === 0) throw new Error("pages without charts");
  return { compared, different };
}

/** How many figures of a place differ where a file has a digit more than the page, and what the page withholds. */
function naiveDifferences(): { readonly compared: number; readonly different: number } {
  const [district] = worldOf(1).districts;
  const [page, file] = [ROUNDED, { ...AS_COUNTED, digits: 1 }].map((rules) =>
    naiveRows(district!.code, "code", tableOf(district!), rules),
  );
  return {
    compared: page!.length,
    different: page!.filter((row, at) => row.slice(6).join() !== file![at]!.slice(6).join()).length,
  };
}

/** Measures it: with no protection a file beside a page; ours are JSON, CSV, tables and charts of pages. */
export async function measure(site: Site): Promise<Measure> {
  const [naive, ours] = [naiveDifferences(), await differences(site)];
  return {
    attack: "A14",
    tries: "a figure that one format gives more exactly than another, or gives though the other withholds it",
    naive: { tried: naive.compared, succeeded: naive.different },
    ours: { tried: ours.compared, succeeded: ours.different },
  };
}
