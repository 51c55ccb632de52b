/** The codebook of a release: what was asked, in both languages, and what every code of its rows means. */
import { choiceQuestions, derivedAnswers, inBase } from "../../questionnaire/codebook.ts";
import type { ChoiceQuestion, Text } from "../../questionnaire/types.ts";
import { COLUMN_CHANGES, RESULT_CODES, RESULT_COLUMN_MEANINGS } from "../columns.ts";
import { csvCell } from "../csv.ts";
import { answerLabel } from "../rows.ts";
import type { ReleaseDocument } from "../types.ts";
import { LICENCE_NAME, provenance } from "./words.ts";

/** One code of one question. Texts keep their placeholders, e.g. `{council}`: a codebook is the same for every place. */
export interface CodebookLine {
  readonly question: string;
  readonly role: "attitude" | "demographic";
  readonly title: Text;
  readonly text: Text;
  readonly sensitivity: string;
  readonly dont_know: string;
  /** `option`: can be chosen; `merge`: options published as one; `derived`: made of several; `band`: a group of people. */
  readonly kind: "option" | "merge" | "derived" | "band";
  readonly code: string;
  readonly label: Text;
  /** What it is made of, where it is made of options. */
  readonly options: readonly string[];
  readonly in_base: boolean | null;
  readonly side: string;
}

const COLUMNS = [
  ...["question", "role", "title_en", "title_cy", "text_en", "text_cy", "sensitivity", "dont_know", "kind", "code"],
  ...["label_en", "label_cy", "options", "in_base", "side"],
] as const;

/** Every code of every question, in the order of the questionnaire. */
export function codebookLines({ questionnaire }: Pick<ReleaseDocument, "questionnaire">): readonly CodebookLine[] {
  return choiceQuestions(questionnaire).flatMap((question) => {
    const { id, role, title, text, sensitivity, dont_know } = question;
    const common = { question: id, role, title, text, sensitivity, dont_know };
    return codesOf(question).map((code) => ({ ...common, ...code }));
  });
}

type Code = Pick<CodebookLine, "kind" | "code" | "label" | "options" | "in_base" | "side">;

function codesOf(question: ChoiceQuestion): readonly Code[] {
  const options = question.options.map((option): Code => ({
    ...{ kind: "option", code: option.id, label: option.label, options: [] },
    ...{ in_base: inBase(question, option), side: option.side ?? "" },
  }));
  const made =
    (kind: "merge" | "band") =>
    (group: { id: string; label: Text; options: readonly string[] }): Code => ({
      ...{ kind, code: group.id, label: group.label, options: group.options, in_base: null, side: "" },
    });
  const derived = derivedAnswers(question).flatMap((answer): readonly Code[] =>
    answer === "mean"
      ? []
      : [
          {
            kind: "derived",
            code: answer,
            label: answerLabel(question, answer),
            options: partsOf(question, answer),
            in_base: null,
            side: "",
          },
        ],
  );
  return [
    ...options,
    ...(question.merges ?? []).map(made("merge")),
    ...(question.role === "attitude" ? derived : []),
    ...(question.bands ?? []).map(made("band")),
  ];
}

function partsOf({ options }: ChoiceQuestion, answer: "top_two" | "bottom_two" | "net"): readonly string[] {
  const sides = { top_two: ["top"], bottom_two: ["bottom"], net: ["top", "bottom"] }[answer];
  return options.filter(({ side }) => side !== undefined && sides.includes(side)).map(({ id }) => id);
}

/** The codebook as CSV: one code a line. Several options in a cell stand with spaces between. */
export function codebookCsv(document: Pick<ReleaseDocument, "questionnaire">): string {
  const lines = codebookLines(document).map((line) =>
    [
      ...[line.question, line.role, line.title.en, line.title.cy, line.text.en, line.text.cy, line.sensitivity],
      ...[line.dont_know, line.kind, line.code, line.label.en, line.label.cy, line.options.join(" ")],
      ...[line.in_base === null ? "" : String(line.in_base), line.side],
    ]
      .map(csvCell)
      .join(","),
  );
  return [COLUMNS.join(","), ...lines].map((line) => `${line}\r\n`).join("");
}

/** The codebook as JSON: the questions with their codes, the columns, and the codes that every release has. */
export function codebookJson(document: ReleaseDocument, attributions: readonly string[]): string {
  const { id, version } = document.questionnaire;
  const questions = choiceQuestions(document.questionnaire).map((question) => ({
    id: question.id,
    role: question.role,
    about: question.about,
    title: question.title,
    text: question.text,
    type: question.type,
    sensitivity: question.sensitivity,
    dont_know: question.dont_know,
    source: question.provenance.source,
    codes: codesOf(question),
  }));
  return JSON.stringify(
    {
      release: document.id,
      questionnaire: { id, version },
      notes: provenance(document, attributions, "en"),
      licence: { name: LICENCE_NAME, url: document.licence },
      columns: RESULT_COLUMN_MEANINGS,
      column_changes: COLUMN_CHANGES,
      codes: RESULT_CODES,
      questions,
    },
    null,
    1,
  );
}
