/**
 * Takes answers that were collected elsewhere (paper, telephone, an agency): a CSV with a mapping from its columns and
 * values to questions and options. The whole file is checked before a row is taken; every row then goes the same way
 * as any response. Importing the same file again changes nothing.
 */
import * as v from "valibot";
import type { PlaceDirectory } from "../../core/place/directory.ts";
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { checkAnswers } from "../../core/questionnaire/check.ts";
import { checkAnswer } from "../../core/questionnaire/kinds/kinds.ts";
import { checkTexts, isTooLong, takesTexts, textLengthMax, tidyText } from "../../core/questionnaire/texts.ts";
import type { Answer, Answers, Questionnaire, SurveyContext, Texts } from "../../core/questionnaire/types.ts";
import type { Stream } from "../../core/release/types.ts";
import type { CollectionKeys } from "../keys/wave-keys.ts";
import { toBytes, toHex } from "../sealing/bytes.ts";
import { hmac } from "../sealing/hmac.ts";
import { createSealer } from "../sealing/sealed-response.ts";
import { surveyContext } from "../services/intake.ts";
import { insertSpoolEntries, type SpoolEntry } from "../storage/intake.ts";
import { questionnaireOf } from "../storage/questionnaires.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import { type CsvLine, type FileFault, parseCsv } from "./csv-lines.ts";
import { type JobResult, UNKNOWN_WAVE, type WaveServices } from "./waves.ts";

const Column = v.strictObject({
  column: v.string("name a column"),
  values: v.record(v.string(), v.string("name an option")),
});

/** A column of a question. Where several may be chosen, `separator` stands between the values in a cell. */
const QuestionColumn = v.strictObject({
  ...Column.entries,
  separator: v.optional(v.pipe(v.string("give a text"), v.nonEmpty("give at least one character"))),
});

/** From the columns and values of a file to places, questions and options. */
export const ImportMapping = v.strictObject({
  place: v.union([v.strictObject({ code: v.string() }), Column], "give { code } or { column, values }"),
  questions: v.record(v.string(), QuestionColumn, "give an object of question ids"),
  /** The rotation that those who answered were shown, where the agency had one; the first where nothing is said. */
  arm: v.optional(v.pipe(v.number("give a number"), v.integer("give a whole number"), v.minValue(0, "count from 0"))),
  /** Columns of what people wrote in their own words, and the question it answers. */
  texts: v.optional(
    v.record(
      v.string(),
      v.pipe(v.string("name a question"), v.regex(/^[a-z][a-z0-9_]{0,59}$/, "name a question like best_thing")),
      "give an object of columns",
    ),
  ),
  /** Cells that mean "no answer", besides empty ones. */
  no_answer: v.optional(v.array(v.string()), []),
});

/** A mapping. */
export type ImportMapping = v.InferOutput<typeof ImportMapping>;

/** A file's rows as answers. */
interface ImportRow {
  readonly line: number;
  readonly place: string;
  readonly answers: Answers;
  /** What was written, by question; absent where the mapping names no columns of texts. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** What came of an import. */
export type ImportResult =
  | { readonly ok: true; readonly responses: number }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

const FAULTS_MAX = 50;
const TEXT_CHARACTERS_MAX = 2000;
const BATCH_ENTRIES = 500;

/** Checks a file against its mapping, the questionnaire and the places of the wave. Pure. */
export function readImport(
  csv: string,
  mapping: ImportMapping,
  questionnaire: Questionnaire,
  places: readonly string[],
): { readonly rows: readonly ImportRow[]; readonly faults: readonly FileFault[] } {
  const parsed = parseCsv(csv);
  if (!Array.isArray(parsed)) return { rows: [], faults: [parsed] };
  const [header, ...records] = parsed;
  if (header === undefined) return { rows: [], faults: [{ line: 1, column: 1, message: "the file is empty" }] };
  const faults = mappingFaults(header.cells, mapping, questionnaire);
  if (faults.length > 0) return { rows: [], faults };
  const rows: ImportRow[] = [];
  for (const record of records) {
    const read = readRow(header.cells, record, mapping, questionnaire, places);
    faults.push(...read.faults);
    if (faults.length >= FAULTS_MAX) break;
    if (read.row !== null) rows.push(read.row);
  }
  if (records.length === 0) faults.push({ line: 2, column: 1, message: "there is no row under the header" });
  return { rows, faults: faults.slice(0, FAULTS_MAX) };
}

function mappingFaults(header: readonly string[], mapping: ImportMapping, questionnaire: Questionnaire): FileFault[] {
  const faults: FileFault[] = [];
  const atHeader = (message: string): void => void faults.push({ line: 1, column: 1, message });
  const columns = Object.entries(mapping.questions).map(([, { column }]) => column);
  if ("column" in mapping.place) columns.push(mapping.place.column);
  const texts = Object.entries(mapping.texts ?? {});
  columns.push(...texts.map(([column]) => column));
  if (new Set(texts.map(([, question]) => question)).size < texts.length) {
    atHeader("the mapping gives the texts of two columns to one question");
  }
  for (const [, id] of texts) {
    const question = questionnaire.questions.find((one) => one.id === id);
    if (question !== undefined && textLengthMax(question) === undefined) {
      atHeader(`the mapping gives texts to ${id}, which takes none`);
    }
  }
  for (const column of columns) {
    if (!header.includes(column)) atHeader(`the mapping names a column “${column}” that the file does not have`);
  }
  if (mapping.arm !== undefined && mapping.arm >= questionnaire.arms) {
    atHeader(`the mapping names arm ${mapping.arm}, and the questionnaire's last is ${questionnaire.arms - 1}`);
  }
  for (const [id, { values, separator }] of Object.entries(mapping.questions)) {
    const question = questionnaire.questions.find((one) => one.id === id);
    if (question === undefined) {
      atHeader(`the mapping names a question “${id}” that the questionnaire does not have`);
      continue;
    }
    if (question.type === "text") {
      atHeader(`the mapping gives options to ${id}, which is answered in own words: name its column in “texts”`);
      continue;
    }
    if ((question.type === "multiple") !== (separator !== undefined)) {
      atHeader(
        question.type === "multiple"
          ? `${id} may have several answers: the mapping gives the “separator” that stands between them`
          : `${id} has one answer: the mapping gives no “separator”`,
      );
    }
    for (const option of Object.values(values)) {
      if (!question.options.some((one) => one.id === option)) {
        atHeader(`the mapping names an option “${option}” that ${id} does not have`);
      }
    }
  }
  return faults;
}

function readRow(
  header: readonly string[],
  { line, cells }: CsvLine,
  mapping: ImportMapping,
  questionnaire: Questionnaire,
  places: readonly string[],
): { row: ImportRow | null; faults: readonly FileFault[] } {
  const faults: FileFault[] = [];
  const cellOf = (column: string): { index: number; text: string } => {
    const index = header.indexOf(column);
    return { index, text: (cells[index] ?? "").trim() };
  };
  const mapped = (column: string, values: Readonly<Record<string, string>>, part?: string): string | undefined => {
    const { index, text: whole } = cellOf(column);
    const text = part ?? whole;
    if (Object.hasOwn(values, text)) return values[text];
    const wanted = Object.keys(values).slice(0, 12).join(", ");
    faults.push({
      line,
      column: index + 1,
      message: `“${column}” holds a value that is not mapped; mapped are: ${wanted}`,
    });
    return undefined;
  };
  const { place } = mapping;
  const code = "code" in place ? place.code : mapped(place.column, place.values);
  if (code !== undefined && !places.includes(code)) {
    const column = "column" in place ? header.indexOf(place.column) + 1 : 1;
    faults.push({ line, column, message: `${code} is not a place of the wave` });
  }
  const answers: [string, Answer][] = [];
  for (const [id, { column, values, separator }] of Object.entries(mapping.questions)) {
    const { text } = cellOf(column);
    if (!Object.hasOwn(values, text) && (text === "" || mapping.no_answer.includes(text))) continue;
    if (separator === undefined) {
      const option = mapped(column, values);
      if (option !== undefined) answers.push([id, option]);
      continue;
    }
    const parts = text.split(separator).map((part) => part.trim());
    const options = parts.filter((part) => part !== "").flatMap((part) => mapped(column, values, part) ?? []);
    const question = questionnaire.questions.find((one) => one.id === id);
    if (question !== undefined && !checkAnswer(question, options).ok) {
      const message = `“${column}” holds an answer that stands alone together with others`;
      faults.push({ line, column: header.indexOf(column) + 1, message });
    }
    answers.push([id, options]);
  }
  const texts = readTexts(mapping, (column) => cellOf(column).text);
  for (const [question, text] of Object.entries(texts ?? {})) {
    const asked = questionnaire.questions.find((one) => one.id === question);
    const most = (asked && textLengthMax(asked)) ?? TEXT_CHARACTERS_MAX;
    if (!isTooLong(tidyText(text), most)) continue;
    const column = Object.entries(mapping.texts ?? {}).find((entry) => entry[1] === question)?.[0] ?? "";
    const message = `“${column}” holds more than ${most} characters; shorten it`;
    faults.push({ line, column: header.indexOf(column) + 1, message });
  }
  if (code === undefined || faults.length > 0) return { row: null, faults };
  const row = { line, place: code, answers: Object.fromEntries(answers), ...(texts === undefined ? {} : { texts }) };
  return { row, faults };
}

/** What was written, by question. Where the mapping names columns of texts it is there even if all of them are empty. */
function readTexts(mapping: ImportMapping, textIn: (column: string) => string): ImportRow["texts"] {
  if (mapping.texts === undefined) return undefined;
  const written = Object.entries(mapping.texts).map(([column, question]): [string, string] => [
    question,
    textIn(column),
  ]);
  return Object.fromEntries(written.filter(([, text]) => text !== "" && !mapping.no_answer.includes(text)));
}

/** Imports a file into a wave, as one stream of it. */
export async function importResponses(
  services: WaveServices,
  directory: PlaceDirectory,
  request: { wave: string; stream: Stream; csv: string; mapping: ImportMapping },
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<JobResult<ImportResult>> {
  const wave = await getWave(services.databases.office, request.wave);
  if (wave === null) return UNKNOWN_WAVE;
  const keys = (await services.keys.read(wave.id))?.collection;
  if ((wave.state !== "open" && wave.state !== "closed") || keys === undefined) {
    return {
      ok: false,
      code: "wave.closed",
      detail: "The wave takes no responses: it is not open, or sealed already.",
    };
  }
  if (!wave.streams.some(({ stream }) => stream === request.stream)) {
    return { ok: false, code: "wave.no_stream", detail: `The wave has no ${request.stream} stream.` };
  }
  const questionnaire = await questionnaireOf(services.databases.office, wave);
  const places = wave.places.map(({ place }) => place);
  const { rows, faults } = readImport(request.csv, request.mapping, questionnaire, places);
  if (faults.length > 0) return { ok: true, value: { ok: false, faults } };
  const arm = request.mapping.arm ?? 0;
  const file = await sha256(`${request.stream}\n${JSON.stringify(request.mapping)}\n${request.csv}`);
  const seal = createSealer(() => services.now().getTime());
  for (let start = 0; start < rows.length; start += BATCH_ENTRIES) {
    const batch = rows.slice(start, start + BATCH_ENTRIES);
    const entries = await Promise.all(
      batch.map((row) =>
        entryOf({ services, directory, wave, questionnaire, keys, seal, stream: request.stream, arm, file }, row),
      ),
    );
    const outcomes = await insertSpoolEntries(services.databases.intake, entries);
    if (outcomes.includes("wave_closed")) {
      return { ok: false, code: "wave.closed", detail: "The wave was sealed meanwhile; import nothing more." };
    }
    onProgress(start + batch.length, rows.length);
  }
  return { ok: true, value: { ok: true, responses: rows.length } };
}

interface EntryContext {
  readonly services: WaveServices;
  readonly directory: PlaceDirectory;
  readonly wave: Wave;
  readonly questionnaire: Questionnaire;
  readonly keys: CollectionKeys;
  readonly seal: ReturnType<typeof createSealer>;
  readonly stream: Stream;
  readonly arm: number;
  readonly file: string;
}

/** A row's submission id is made of the file and the line: the same file twice fills the same slots. */
async function entryOf(entry: EntryContext, row: ImportRow): Promise<SpoolEntry> {
  const { services, directory, wave, questionnaire, keys, seal, stream, arm, file } = entry;
  const context = surveyContext(directory, wave, row.place, arm);
  if (context === null) throw new Error("a place of the wave has no councils");
  const checked = checkAnswers(questionnaire, context, row.answers);
  if (!checked.ok) throw new Error("answers of an import that were checked are refused");
  const answers = packAnswers(questionnaire, context, checked.answers);
  const texts =
    row.texts === undefined && !takesTexts(questionnaire)
      ? {}
      : { texts: textsWithPlace(questionnaire, context, checked.answers, row.texts ?? {}) };
  const content = { id: services.random(16), stream, base_weight_class: 0, arm, answers, ...texts };
  return {
    wave: wave.id,
    slot: await hmac(keys.spool, `import ${file} ${row.line}`),
    place: row.place,
    sealed: await seal(wave.publicKey, wave.id, row.place, content),
  };
}

/**
 * The texts of a row as the survey would take them: those of its own questions tidied, and only where they were asked and
 * their option chosen. Texts to questions that the questionnaire does not have were asked elsewhere, and are kept.
 */
function textsWithPlace(questionnaire: Questionnaire, context: SurveyContext, answers: Answers, texts: Texts): Texts {
  const isOwn = ([id]: readonly [string, string]): boolean => questionnaire.questions.some((one) => one.id === id);
  const entries = Object.entries(texts);
  const own = checkTexts(questionnaire, context, answers, Object.fromEntries(entries.filter(isOwn)));
  if (!own.ok) throw new Error("texts of an import that were checked are refused");
  return { ...Object.fromEntries(entries.filter((entry) => !isOwn(entry))), ...own.texts };
}

async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", toBytes(text))));
}
