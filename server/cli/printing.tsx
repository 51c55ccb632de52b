/** Links on paper: their addresses, their QR codes, and the files that a printer gets. */
import { renderToString } from "preact-render-to-string";
import { encode } from "uqr";
import { placeName } from "../../client/pages/PlacesPage.tsx";
import { localPath } from "../../client/components/Layout.tsx";
import { Poster, type PrintFrame, Slip, SlipsPage } from "../../client/pages/PrintPages.tsx";
import { cy } from "../../client/text/cy.ts";
import { dayInWords } from "../../client/text/dates.ts";
import { en } from "../../client/text/en.ts";
import { groupCode } from "../../core/code/code.ts";
import type { PlaceDirectory } from "../../core/place/directory.ts";
import type { Language } from "../../core/questionnaire/types.ts";
import { csvCell } from "../../core/release/csv.ts";
import type { Wave } from "../storage/waves.ts";
import { type CommandInput, InputError, RefusedError, required } from "./command.ts";

/** The survey of one place of a wave, as paper names it. */
export interface PrintedSurvey extends PrintFrame {
  readonly place: string;
  /** The whole link, without any code. */
  readonly link: string;
}

/** Modules of white around a QR code: ISO/IEC 18004. */
const QUIET_ZONE = 4;
const LOCAL_HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];
/** Stands where the slips go, and in no text of ours. */
const SLIPS_MARK = "\u0000";
const PART = 500;

/** The option `--address`: where residents reach the site. What is printed cannot be put right, so it is checked closely. */
export function readAddress(input: CommandInput): string {
  const text = required(input, "address");
  const url = URL.canParse(text) ? new URL(text) : null;
  const bare = url !== null && `${url.pathname}${url.search}${url.hash}${url.username}${url.password}` === "/";
  const secure = url?.protocol === "https:" || (url?.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname));
  if (url === null || !bare || !secure || /[?#]/.test(text)) {
    throw new InputError("--address is where residents reach the site, e.g. https://survey.example.gov.uk");
  }
  return url.origin;
}

/** The option `--language`; English where it is left out. */
export function readLanguage(input: CommandInput): Language {
  const language = input.text("language") ?? "en";
  if (language === "en" || language === "cy") return language;
  throw new InputError("--language is en or cy");
}

/** A wave's survey in a place and a language. Refused where the wave does not offer the language. */
export function printedSurvey(
  directory: PlaceDirectory,
  { address, wave, place, language }: { address: string; wave: Wave; place: string; language: Language },
): PrintedSurvey {
  if (!wave.languages.includes(language)) {
    throw new RefusedError("The wave does not offer Welsh, so its letters and posters cannot (language.not_offered)");
  }
  const texts = language === "cy" ? cy : en;
  const known = directory.by_code.get(place);
  const link = address + localPath(texts, `/survey/${wave.id}/${place}`);
  return {
    ...{ language, place, link },
    title: texts.survey.title(known === undefined ? place : placeName(texts, known)),
    address: link.replace(/^https?:\/\//, ""),
    until: dayInWords(wave.closesOn, texts),
  };
}

/** The link of a code. The part after # never leaves the browser by itself: no server and no log on the way sees it. */
export function codeLink(survey: PrintedSurvey, code: string): string {
  return `${survey.link}#${code}`;
}

/** Codes as CSV for a printing house, in parts. */
export function* codesCsv(survey: PrintedSurvey, codes: readonly string[]): Generator<string> {
  yield "place,code,link\r\n";
  for (let at = 0; at < codes.length; at += PART) {
    const rows = codes.slice(at, at + PART).map((code) => [survey.place, groupCode(code), codeLink(survey, code)]);
    yield rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
  }
}

/** Codes as a page of slips that needs nothing but itself, in parts. */
export function* codesHtml(survey: PrintedSurvey, codes: readonly string[]): Generator<string> {
  const page = renderToString(<SlipsPage frame={survey}>{SLIPS_MARK}</SlipsPage>);
  const [head = "", tail = ""] = page.split(SLIPS_MARK);
  yield `<!doctype html>${head}`;
  for (const code of codes) {
    yield renderToString(<Slip frame={survey} code={groupCode(code)} rows={qrRows(codeLink(survey, code))} />);
  }
  yield `${tail}\n`;
}

/** A poster of the open link, as SVG. */
export function posterSvg(survey: PrintedSurvey): string {
  return `${renderToString(<Poster frame={survey} rows={qrRows(survey.link)} />)}\n`;
}

function qrRows(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: "M", border: QUIET_ZONE }).data;
}
