/** A syntax file that reads `results.csv` into PSPP or SPSS, with labels of variables and values. */
import { choiceQuestions } from "../../questionnaire/codebook.ts";
import { RESULT_CODES, RESULT_COLUMN_MEANINGS } from "../columns.ts";
import type { ReleaseDocument, ResultRow } from "../types.ts";
import { citation, inventedWords } from "./words.ts";

/** `BY` is a word of the language itself, so this one variable has another name there. */
const RENAMED: Readonly<Partial<Record<keyof ResultRow, string>>> = { by: "breakdown" };
const TEXT_BYTES = 250;

/** The name of a column's variable in SPSS. */
export function spssVariable(name: keyof ResultRow): string {
  return RENAMED[name] ?? name;
}

/** The syntax file. It reads the CSV from the folder in which it is run. */
export function spssSyntax(document: ReleaseDocument): string {
  const invented = inventedWords(document);
  const questions = Object.fromEntries(choiceQuestions(document.questionnaire).map(({ id, title }) => [id, title]));
  const formats = { text: `A${TEXT_BYTES}`, date: "A10", integer: "F8.0", decimal: "F8.1" } as const;
  const variables = RESULT_COLUMN_MEANINGS.map(({ name, type }) => `  ${spssVariable(name)} ${formats[type]}`);
  const labels = RESULT_COLUMN_MEANINGS.map(({ name, label }) => `  ${spssVariable(name)} ${quoted(label.en)}`);
  return [
    `* ${comment(citation(document, "en"))}`,
    ...(invented === null ? [] : [`* ${comment(invented.en)}`]),
    "* Run this beside results.csv. The column by is called breakdown here.",
    "",
    "SET DECIMAL=DOT.",
    "GET DATA /TYPE=TXT",
    " /FILE='results.csv' /ENCODING='UTF-8'",
    ` /DELIMITERS=',' /QUALIFIER='"' /ARRANGEMENT=DELIMITED /FIRSTCASE=2`,
    " /VARIABLES=",
    ...variables,
    ".",
    "VARIABLE LABELS",
    `${labels.join("\n")}.`,
    ...valueLabels("question", questions),
    ...Object.entries(RESULT_CODES).flatMap(([name, codes]) => valueLabels(name as keyof ResultRow, codes)),
    "",
  ].join("\n");
}

function valueLabels(
  name: keyof ResultRow,
  codes: Readonly<Record<string, { readonly en: string }>>,
): readonly string[] {
  const lines = Object.entries(codes).map(([code, { en }]) => `  ${quoted(code)} ${quoted(en)}`);
  return [`VALUE LABELS ${spssVariable(name)}`, `${lines.join("\n")}.`];
}

/** A text of the language: at most 120 characters, which is what labels of values may have. */
function quoted(text: string): string {
  return `'${text.slice(0, 120).replaceAll("'", "''")}'`;
}

/** A comment is over at the end of a line that ends in a full stop, so it has one there and nowhere else. */
function comment(text: string): string {
  return `${text.replaceAll("\n", " ").replace(/\.$/, "")}.`;
}
