/** Reads the figures off a page and holds each against its row of the API. */
import { type HTMLElement, parse } from "node-html-parser";
import { expect } from "vitest";
import type { ResultRow } from "../../core/release/types.ts";

/** Figures that are made of several answers, and stand in no bar. */
const DERIVED = ["top_two", "bottom_two", "net", "mean"];

type Language = "en" | "cy";

const BOUNDS = { en: { le: "or less", ge: "or more" }, cy: { le: "neu lai", ge: "neu fwy" } } as const;

/** A page, parsed. Throws where its tags do not close. */
export function parsePage(html: string): HTMLElement {
  return parse(html, { comment: false });
}

/** A share as a page must say it. */
function shareWords({ share, bound, answer }: ResultRow, language: Language): string {
  if (share === null) return "c";
  if (answer === "net") return String(share);
  return bound === null ? `${share}%` : `${share}% ${BOUNDS[language][bound]}`;
}

function rangeWords({ low, high, answer }: ResultRow): string {
  if (low === null || high === null) return "";
  return answer === "net" ? `${low} – ${high}` : `${low}% – ${high}%`;
}

function figureWords(row: ResultRow, language: Language): readonly string[] {
  const status = row.status === "u" ? " u" : "";
  return [`${shareWords(row, language)}${status}`, rangeWords(row), row.base === null ? "" : String(row.base)];
}

function textOf(element: HTMLElement): string {
  return element.textContent.replaceAll(/\s+/g, " ").trim();
}

/** Share, range and base of a table's row, which stand in the last three cells, or before the last where a line follows. */
function cellsOf(line: HTMLElement, behind: number): readonly string[] {
  const cells = line.querySelectorAll("td,th").map(textOf);
  return cells.slice(cells.length - 3 - behind, cells.length - behind).map((cell) => cell.replaceAll(",", ""));
}

/** Every figure of the results on a place's page. `rows` are those of the place. Returns how many were held against the API. */
export function checkPlacePage(page: HTMLElement, rows: readonly ResultRow[], by: string, language: Language): number {
  let checked = 0;
  for (const section of page.querySelectorAll("section.s-question")) {
    const own = rows.filter((row) => row.question === section.id && row.by === by);
    const lines = section.querySelectorAll("tbody tr");
    expect(lines.length, `${section.id}: every row is there`).toBe(own.length);
    for (const [at, line] of lines.entries()) {
      expect(cellsOf(line, 0), `${section.id} ${at}`).toEqual(figureWords(own[at]!, language));
    }
    checked += lines.length + checkBars(section, own);
  }
  return checked + checkSentences(page, rows, language);
}

/** The bars of a question: what is said of them to a screen reader, and what stands in them. */
function checkBars(section: HTMLElement, rows: readonly ResultRow[]): number {
  const drawn = rows.filter(({ answer, share }) => !DERIVED.includes(answer) && share !== null);
  const image = section.querySelector("svg.s-plot__image");
  if (image === null) {
    expect(drawn).toEqual([]);
    return 0;
  }
  const described = percents(textOf(image.querySelector("desc")!));
  expect(described).toEqual(drawn.map(({ share }) => share));
  const shown = image.querySelectorAll("text.figure").flatMap((text) => percents(textOf(text)));
  const left = drawn.map(({ share }) => share);
  for (const share of shown) {
    const at = left.indexOf(share);
    expect(at, `${share}% stands in a bar of ${section.id}`).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
  return described.length;
}

function percents(text: string): number[] {
  return [...text.matchAll(/(\d+)%/g)].map(([, digits]) => Number(digits));
}

/** Sentences that are links to their question: the first figure is its main one, then come its range and its base. */
function checkSentences(page: HTMLElement, rows: readonly ResultRow[], language: Language): number {
  let checked = 0;
  for (const line of page.querySelectorAll(".s-glance li, .s-columns li")) {
    const question = /\/questions\/([a-z0-9_]+)\?/.exec(line.querySelector("a")?.getAttribute("href") ?? "")?.[1];
    const own = rows.filter((row) => row.question === question && row.by === "all");
    const row = own.find(({ answer }) => answer === "top_two") ?? own[0];
    expect(row, question).toBeDefined();
    const { share, low, high, base } = row!;
    const [first, ...others] = percents(textOf(line));
    expect(first).toBe(share);
    expect(others).toEqual(low === null || high === null ? [] : [low, high]);
    const said = /(?:about|tua) ([\d,]+)/.exec(textOf(line))?.[1]?.replaceAll(",", "");
    if (said !== undefined) expect(Number(said)).toBe(base);
    checked += 1 + others.length;
  }
  const headline = page.querySelector(".s-headline h3.govuk-heading-l");
  const council = rows.find(
    ({ question, answer, by }) => question === "decision_body" && answer === "council" && by === "all",
  );
  if (headline !== null && council !== undefined && council.bound === null) {
    expect(percents(textOf(headline)).at(-1)).toBe(council.share);
    checked += 1;
  }
  expect(page.querySelectorAll("bdi").length, language).toBe(0);
  return checked;
}

/** Every figure of a question in a place, its line in the file, and its bars. */
export function checkQuestionPage(
  page: HTMLElement,
  rows: readonly ResultRow[],
  question: string,
  by: string,
  language: Language,
): number {
  const own = rows.filter((row) => row.question === question && row.by === by);
  const lines = page.querySelectorAll("tr").filter(({ id }) => id.startsWith("working-"));
  expect(lines.length).toBe(own.length);
  for (const [at, line] of lines.entries()) {
    const row = own[at]!;
    expect(line.id).toBe(`working-${row.group}-${row.answer}`);
    expect(cellsOf(line, 1)).toEqual(figureWords(row, language));
    expect(textOf(line.querySelectorAll("td").at(-1)!)).toBe(String(rows.indexOf(row) + 2));
  }
  const answered = page.querySelector("section[aria-labelledby=answered-title]")!;
  return lines.length + checkBars(answered, own);
}

/** Tables of places: each line leads to its place, and has the figure of that place. `rowOf` finds it by slug. */
export function checkPlaceTables(
  page: HTMLElement,
  rowOf: (slug: string) => ResultRow | undefined,
  language: Language,
): number {
  let checked = 0;
  for (const line of page.querySelectorAll("tbody tr")) {
    const slug = /\/places\/([a-z0-9-]+)(?:[?/]|$)/.exec(line.querySelector("th a")?.getAttribute("href") ?? "")?.[1];
    const row = slug === undefined ? undefined : rowOf(slug);
    if (row === undefined) continue;
    const cells = line.querySelectorAll("td").map((cell) => textOf(cell).replaceAll(",", ""));
    const [share, range, base] = figureWords(row, language);
    expect(cells.slice(0, 3).join(" | "), slug).toContain(share);
    expect(cells).toContain(range);
    expect(cells).toContain(base);
    checked += 1;
  }
  return checked;
}

/** The decimals of a page's main text, without what may have them: design effects, others' figures, addresses, licences. */
export function decimalsOf(page: HTMLElement): string[] {
  const main = page.querySelector("main")!.clone() as HTMLElement;
  for (const other of main.querySelectorAll("code, [lang=en], title, desc")) {
    if (page.querySelector("html")?.getAttribute("lang") === "cy" || other.tagName === "CODE") other.remove();
  }
  for (const line of main.querySelectorAll("tr")) if (line.querySelector("td[lang=en]") !== null) line.remove();
  for (const effect of main
    .querySelectorAll("dt")
    .filter((term) => /[Dd]esign effect|[Ee]ffaith y dyluniad|Effeithiau dyluniad/.test(textOf(term))))
    effect.nextElementSibling?.remove();
  // Between tags, as an eye sees them, text does not run together.
  const text = textOf(parse(main.outerHTML.replaceAll("<", " <")))
    .replaceAll(/https?:\/\/\S+/g, "")
    .replaceAll(/v3\.0|SHA-?256/g, "");
  // The normal quantile, in the words of the method.
  return [...text.matchAll(/\S*\d\.\d\S*/g)].map(([found]) => found).filter((found) => found !== "1.96");
}

/** Where a page leads, without what is behind `#`; and what would be loaded with it. */
export function linksOf(page: HTMLElement): { readonly links: readonly string[]; readonly loaded: readonly string[] } {
  const of = (selector: string, name: string): string[] =>
    page.querySelectorAll(selector).flatMap((element) => element.getAttribute(name) ?? []);
  return {
    links: of("a[href], form[action]", "href").concat(of("form[action]", "action")),
    loaded: [...of("link[rel=stylesheet], link[rel=icon]", "href"), ...of("script[src], img[src], iframe[src]", "src")],
  };
}

/** Links within the page that lead nowhere. */
export function deadAnchors(page: HTMLElement): string[] {
  const ids = new Set(page.querySelectorAll("[id]").map(({ id }) => id));
  return linksOf(page).links.filter((link) => link.startsWith("#") && !ids.has(link.slice(1)));
}
