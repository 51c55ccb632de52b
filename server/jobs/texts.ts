/**
 * What residents wrote in their own words, after the seal (R28): opened masked, only where at least 30 texts exist; coded
 * by a person; shown as bands of themes. A text is never published, nor crossed with anything, nor weighted.
 */
import { notAFormula } from "../../core/release/csv.ts";
import type { ReleaseTheme } from "../../core/release/types.ts";
import { maskText, themeBands, TEXTS_MIN } from "../../core/disclosure/free-text.ts";
import { toHex } from "../sealing/bytes.ts";
import { auditStatement } from "../storage/audit.ts";
import { type Databases, writeBatch } from "../storage/database.ts";
import { isEnded } from "../storage/retention.ts";
import { countThemes, listTextIds, listTexts, replaceThemes, type TextTheme } from "../storage/texts.ts";
import { getWave } from "../storage/waves.ts";
import { type FileFault, parseCsv } from "./csv-lines.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/** What these jobs work with. */
export interface TextServices {
  readonly databases: Databases;
  readonly now: () => Date;
  readonly actor: string;
}

const THEME_CHARACTERS_MAX = 60;

const TOO_FEW = refuse(
  "texts.too_few",
  `No place of the wave has ${TEXTS_MIN} texts for that question, so none of them is opened. Look at the question's id.`,
);

/**
 * The texts of a question as a CSV with the columns id and text, masked, in the order of their random ids. The places
 * they come from are not told: whoever reads a text should not know where to look for its writer. Refuses a wave that is
 * not sealed, and a question without 30 texts in any place. That they were opened is audited before they are given.
 */
export async function openTexts(
  services: TextServices,
  wave: string,
  question: string,
): Promise<JobResult<{ csv: string }>> {
  const refused = await refusal(services, wave);
  if (refused !== null) return refused;
  const texts = await listTexts(services.databases.responses, wave, question, TEXTS_MIN);
  if (texts.length === 0) return TOO_FEW;
  await record(services, "texts.open", wave, question);
  const lines = texts.map(({ id, text }) => `${toHex(id)},${csvCell(maskText(text))}\r\n`);
  return { ok: true, value: { csv: `id,text\r\n${lines.join("")}` } };
}

/** What came of coding: taken whole, or every fault in the file. */
export type CodeResult = { readonly ok: true } | { readonly ok: false; readonly faults: readonly FileFault[] };

/**
 * Takes the themes of a question from a CSV with the columns id and theme, a row for each theme of a text; other columns
 * are left alone. The whole file is checked before anything is stored, and then stands in the place of what was stored.
 */
export async function codeTexts(
  services: TextServices,
  wave: string,
  question: string,
  csv: string,
): Promise<JobResult<CodeResult>> {
  const refused = await refusal(services, wave);
  if (refused !== null) return refused;
  const { responses } = services.databases;
  const ids = await listTextIds(responses, wave, question, TEXTS_MIN);
  if (ids.length === 0) return TOO_FEW;
  const { themes, faults } = readThemes(csv, new Map(ids.map(({ id, place }) => [toHex(id), { id, place }])));
  if (faults.length > 0) return { ok: true, value: { ok: false, faults } };
  await record(services, "texts.code", wave, question);
  await replaceThemes(responses, wave, question, themes);
  return { ok: true, value: { ok: true } };
}

/**
 * The themes of a wave, by place, question and theme, in the order of their names: of every question, or of one. Only
 * places with 30 texts for the question, only themes of ten texts, and of those only a band.
 */
export async function listThemeBands(
  services: Pick<TextServices, "databases">,
  wave: string,
  question?: string,
): Promise<JobResult<readonly ReleaseTheme[]>> {
  const refused = await refusal(services, wave);
  if (refused !== null) return refused;
  const counts = await countThemes(services.databases.responses, wave, TEXTS_MIN);
  const groups = new Map<string, { place: string; question: string; counts: Map<string, number> }>();
  for (const one of counts) {
    if (question !== undefined && one.question !== question) continue;
    const key = `${one.place} ${one.question}`;
    const group = groups.get(key) ?? { place: one.place, question: one.question, counts: new Map<string, number>() };
    group.counts.set(one.theme, one.texts);
    groups.set(key, group);
  }
  const bands = [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, group]) =>
      themeBands(group.counts).map((band) => ({ place: group.place, question: group.question, ...band })),
    );
  return { ok: true, value: bands };
}

async function refusal(services: Pick<TextServices, "databases">, id: string): Promise<JobResult<never> | null> {
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state !== "sealed" && wave.state !== "released") {
    return refuse("texts.not_sealed", "Texts are read only after the seal: close the wave, then seal it.");
  }
  if (await isEnded(office, id, "correction_window")) {
    return refuse("texts.ended", "The wave's texts were deleted when its correction window ended.");
  }
  return null;
}

async function record(services: TextServices, event: string, wave: string, question: string): Promise<void> {
  const { office } = services.databases;
  const at = services.now().toISOString();
  const entry = { at, actor: services.actor, event, subject: wave, detail: `question ${question}` };
  await writeBatch(office, [auditStatement(office, entry)]);
}

/** In quotation marks, and never a formula to whoever opens it in a spreadsheet. */
function csvCell(text: string): string {
  return `"${notAFormula(text).replaceAll('"', '""')}"`;
}

function readThemes(
  csv: string,
  known: ReadonlyMap<string, { readonly id: Uint8Array; readonly place: string }>,
): { readonly themes: readonly TextTheme[]; readonly faults: readonly FileFault[] } {
  const parsed = parseCsv(csv);
  if (!Array.isArray(parsed)) return { themes: [], faults: [parsed] };
  const [header, ...rows] = parsed;
  const [idAt, themeAt] = [header?.cells.indexOf("id") ?? -1, header?.cells.indexOf("theme") ?? -1];
  if (idAt === -1 || themeAt === -1) {
    return { themes: [], faults: [{ line: 1, column: 1, message: "the file needs the columns id and theme" }] };
  }
  if (rows.length === 0) {
    return { themes: [], faults: [{ line: 2, column: 1, message: "there is no row under the header" }] };
  }
  const faults: FileFault[] = [];
  const themes: TextTheme[] = [];
  const spellings = new Map<string, string>();
  for (const { line, cells } of rows) {
    const text = known.get((cells[idAt] ?? "").trim().toLowerCase());
    const theme = (cells[themeAt] ?? "").trim().replaceAll(/\s+/g, " ");
    const message = text === undefined ? "this is not the id of a text that was opened" : themeFault(theme, spellings);
    if (text === undefined) faults.push({ line, column: idAt + 1, message: String(message) });
    else if (message !== null) faults.push({ line, column: themeAt + 1, message });
    else themes.push({ ...text, theme });
  }
  return { themes, faults };
}

/** What is wrong with a theme, or null. It is not repeated: a slipped column would put a resident's words there. */
function themeFault(theme: string, spellings: Map<string, string>): string | null {
  if (theme === "") return "the row has no theme; write one, or leave the row out";
  if (theme.length > THEME_CHARACTERS_MAX) return `a theme has at most ${THEME_CHARACTERS_MAX} characters`;
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ,&’'/()-]*$/u.test(theme)) return "a theme is made of letters, digits and spaces";
  const folded = theme.toLowerCase();
  const known = spellings.get(folded) ?? theme;
  spellings.set(folded, known);
  return known === theme ? null : "this theme stands further up with other capital letters; write it one way";
}
