/**
 * A place's rows as a workbook after the Analysis Function's rules for spreadsheets: cover, contents and notes first, one
 * table a sheet with its title in A1 and nothing below it, markers explained above it and in a column of their own, no
 * merged cells, no colours. Pure: `server/services/formats/` writes it as ODS and XLSX.
 */
import { choiceQuestions } from "../../questionnaire/codebook.ts";
import type { ChoiceQuestion, Language } from "../../questionnaire/types.ts";
import { RESULT_COLUMN_MEANINGS } from "../columns.ts";
import { notAFormula } from "../csv.ts";
import type { ReleaseDocument, ResultRow } from "../types.ts";
import { inventedWords, LICENCE_NAME, PROTECTION_WORDS, provenance } from "./words.ts";

/** A cell: numbers are numbers, and what is withheld is empty. */
export type SheetCell = string | number | null;

/** A sheet: its rows from A1 on. */
export interface Sheet {
  /** Unique in its workbook, at most 31 characters. */
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** The row with the headings of the table, from 0; null where there is no table. */
  readonly header: number | null;
  /** In characters, by column. */
  readonly widths: readonly number[];
}

/** A workbook, and what its document properties say. */
export interface Workbook {
  readonly title: string;
  readonly description: string;
  readonly language: Language;
  readonly sheets: readonly Sheet[];
}

const SHEET_NAME_MAX = 31;
const WORDS = {
  en: {
    cover: "Cover",
    contents: "Contents",
    notes: "Notes",
    columns: "Columns",
    questions: "Questions",
    everybody: "Everybody",
    by: (title: string) => `By ${title.toLowerCase()}`,
    results: (place: string) => `Survey results: ${place}`,
    asked: (from: string, to: string, id: string) => `Asked ${from} to ${to}. Release ${id}.`,
    everybodyTitle: (place: string) => `${place}: everybody who answered`,
    byTitle: (place: string, title: string) => `${place}: by ${title.toLowerCase()}`,
    one: (rows: number) => `This sheet has one table, of ${rows} rows.`,
    several: "Contents of this file. This sheet has one table.",
    markers:
      "Markers stand in the column status. [c]: withheld to protect people, the figures are empty cells. [u]: low reliability. Other empty cells: there is no such figure, e.g. no bound.",
    seeNotes: "How figures are protected: see the sheet Notes.",
    sheet: "Sheet",
    what: "What is in it",
    note: "Note",
    text: "Text",
    name: "Column",
    meaning: "Meaning",
    question: "Question",
    title: "Title",
    wording: "Wording",
    dontKnow: "Don't know",
    dontKnowRule: { in_base: "counts in the base", out_of_base: "not in the base" },
    about: {
      notes: "How people are protected, and what figures may be used for",
      columns: "What each column means",
      questions: "What was asked",
    },
  },
  cy: {
    cover: "Clawr",
    contents: "Cynnwys",
    notes: "Nodiadau",
    columns: "Colofnau",
    questions: "Cwestiynau",
    everybody: "Pawb",
    by: (title: string) => `Yn ôl ${title.toLowerCase()}`,
    results: (place: string) => `Canlyniadau'r arolwg: ${place}`,
    asked: (from: string, to: string, id: string) => `Gofynnwyd ${from} hyd ${to}. Datganiad ${id}.`,
    everybodyTitle: (place: string) => `${place}: pawb a atebodd`,
    byTitle: (place: string, title: string) => `${place}: yn ôl ${title.toLowerCase()}`,
    one: (rows: number) => `Mae un tabl ar y daflen hon, o ${rows} o resi.`,
    several: "Cynnwys y ffeil hon. Mae un tabl ar y daflen hon.",
    markers:
      "Mae'r marcwyr yn y golofn status. [c]: wedi'i ddal yn ôl i warchod pobl, mae'r ffigurau'n gelloedd gwag. [u]: dibynadwyedd isel. Celloedd gwag eraill: nid oes ffigur o'r fath, e.e. dim terfyn.",
    seeNotes: "Sut y caiff ffigurau eu gwarchod: gweler y daflen Nodiadau.",
    sheet: "Taflen",
    what: "Beth sydd arni",
    note: "Nodyn",
    text: "Testun",
    name: "Colofn",
    meaning: "Ystyr",
    question: "Cwestiwn",
    title: "Teitl",
    wording: "Geiriad",
    dontKnow: "Ddim yn gwybod",
    dontKnowRule: { in_base: "yn cyfrif yn y sail", out_of_base: "ddim yn y sail" },
    about: {
      notes: "Sut y caiff pobl eu gwarchod, ac at ba ddefnydd y mae'r ffigurau",
      columns: "Ystyr pob colofn",
      questions: "Yr hyn a ofynnwyd",
    },
  },
} as const;

/** The workbook of a place. Its rows, taken over all sheets, are those given, in their order by breakdown. */
export function placeWorkbook(
  document: ReleaseDocument,
  rows: readonly ResultRow[],
  attributions: readonly string[],
  language: Language,
): Workbook {
  const words = WORDS[language];
  const place = document.places.find(({ code }) => code === rows[0]?.place_code)?.name[language] ?? "";
  const questions = choiceQuestions(document.questionnaire);
  const tables = breakdownsOf(rows).map((by) => {
    const title = questions.find(({ id }) => id === by)?.title[language] ?? by;
    return by === "all"
      ? resultSheet(document, language, { name: words.everybody, title: words.everybodyTitle(place) }, rows, by)
      : resultSheet(document, language, { name: words.by(title), title: words.byTitle(place, title) }, rows, by);
  });
  const asked = new Set(rows.map(({ question }) => question));
  const described = [
    notesSheet(document, attributions, language),
    columnsSheet(language),
    questionsSheet(
      questions.filter(({ id }) => asked.has(id)),
      language,
    ),
  ];
  const title = words.results(place);
  const cover: Sheet = {
    name: words.cover,
    rows: [
      [title],
      [document.title[language]],
      [words.asked(document.period_start, document.period_end, document.id)],
      ...provenance(document, attributions, language).map((line) => [line]),
    ],
    header: null,
    widths: [100],
  };
  const sheets = [cover, contentsSheet([...described, ...tables], language), ...described, ...tables];
  const invented = inventedWords(document);
  return {
    title: `${title}. ${document.title[language]}`,
    description: [...(invented === null ? [] : [invented[language]]), LICENCE_NAME[language]].join(" "),
    language,
    sheets: sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => row.map(guarded)) })),
  };
}

/** The marker of a status, as the rules for spreadsheets write it. */
export function statusMarker(status: ResultRow["status"]): string | null {
  return status === "" ? null : `[${status}]`;
}

function breakdownsOf(rows: readonly ResultRow[]): readonly string[] {
  return [...new Set(rows.map(({ by }) => by))];
}

function resultSheet(
  document: ReleaseDocument,
  language: Language,
  { name, title }: { name: string; title: string },
  rows: readonly ResultRow[],
  by: string,
): Sheet {
  const words = WORDS[language];
  const own = rows.filter((row) => row.by === by);
  const invented = inventedWords(document);
  const above = [
    title,
    words.one(own.length),
    words.markers,
    words.seeNotes,
    ...(invented === null ? [] : [invented[language]]),
    `${LICENCE_NAME[language]}: ${document.licence}`,
  ];
  return {
    name: sheetName(name),
    rows: [
      ...above.map((line) => [line]),
      RESULT_COLUMN_MEANINGS.map((column) => column.name),
      ...own.map((row) =>
        RESULT_COLUMN_MEANINGS.map((column) =>
          column.name === "status" ? statusMarker(row.status) : row[column.name],
        ),
      ),
    ],
    header: above.length,
    widths: RESULT_COLUMN_MEANINGS.map(({ name: column, type }) =>
      column.endsWith("_label") || column === "place_name" || column === "question" ? 30 : type === "text" ? 16 : 12,
    ),
  };
}

function contentsSheet(sheets: readonly Sheet[], language: Language): Sheet {
  const words = WORDS[language];
  const about = new Map<string, string>(
    (["notes", "columns", "questions"] as const).map((name) => [words[name], words.about[name]]),
  );
  return tableSheet(
    words.contents,
    words.several,
    [words.sheet, words.what],
    [30, 90],
    [...sheets.map(({ name, rows }): readonly SheetCell[] => [name, about.get(name) ?? rows[0]?.[0] ?? ""])],
  );
}

function notesSheet(document: ReleaseDocument, attributions: readonly string[], language: Language): Sheet {
  const words = WORDS[language];
  const notes = [...PROTECTION_WORDS.map((text) => text[language]), ...document.method.map((text) => text[language])];
  const all = [...notes, ...attributions];
  return tableSheet(
    words.notes,
    words.one(all.length),
    [words.note, words.text],
    [12, 110],
    all.map((text, at) => [`[note ${at + 1}]`, text]),
  );
}

function columnsSheet(language: Language): Sheet {
  const words = WORDS[language];
  return tableSheet(
    words.columns,
    words.one(RESULT_COLUMN_MEANINGS.length),
    [words.name, words.title, words.meaning],
    [22, 26, 100],
    RESULT_COLUMN_MEANINGS.map(({ name, label, meaning }) => [name, label[language], meaning[language]]),
  );
}

function questionsSheet(questions: readonly ChoiceQuestion[], language: Language): Sheet {
  const words = WORDS[language];
  return tableSheet(
    words.questions,
    words.one(questions.length),
    [words.question, words.title, words.wording, words.dontKnow],
    [30, 36, 100, 24],
    questions.map(({ id, title, text, dont_know }) => [
      id,
      title[language],
      text[language],
      words.dontKnowRule[dont_know],
    ]),
  );
}

function tableSheet(
  name: string,
  line: string,
  headings: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly SheetCell[])[],
): Sheet {
  return { name: sheetName(name), rows: [[name], [line], headings, ...rows], header: 2, widths };
}

/** A name that every spreadsheet program takes. */
function sheetName(name: string): string {
  return name
    .replaceAll(/[\\/?*:[\]']/g, " ")
    .slice(0, SHEET_NAME_MAX)
    .trim();
}

function guarded(cell: SheetCell): SheetCell {
  return typeof cell === "string" ? notAFormula(cell) : cell;
}
