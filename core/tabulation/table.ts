/**
 * From packed answers to counts: per question and option, for everybody ("all") and for each band of each demographic.
 * Tables of parts add up to the table of the whole, so they can be made in parts, and what follows costs no more for
 * more respondents.
 */
import type { Question, Questionnaire } from "../questionnaire/types.ts";

/** A population group that figures are given for. `all`/`all` is everybody. */
export interface Domain {
  /** The demographic question, or `all`. */
  readonly by: string;
  /** The band's id, or `all`. */
  readonly group: string;
}

/** Where each count of a table stands: the same for all tables of a questionnaire. */
export interface TableLayout {
  readonly questions: readonly { readonly question: Question; readonly position: number; readonly offset: number }[];
  readonly domains: readonly Domain[];
  /** Counts of one domain. */
  readonly width: number;
  /** For each demographic: its position in a packed response, and the domain of each of its options (-1: not stated). */
  readonly bands: readonly { readonly position: number; readonly domainOf: readonly number[] }[];
}

/** Counts of one place and stream: `counts[domain * width + offset + option]`. */
export interface Table {
  readonly responses: number;
  readonly counts: Int32Array;
}

/**
 * The layout of a questionnaire's tables: attitudes by the bands of the demographics. Each question takes one place for
 * each option and a last one for "asked but not answered".
 */
export function createTableLayout(questionnaire: Questionnaire): TableLayout {
  const domains: Domain[] = [{ by: "all", group: "all" }];
  const bands: { position: number; domainOf: number[] }[] = [];
  const questions: { question: Question; position: number; offset: number }[] = [];
  let width = 0;
  for (const [position, question] of questionnaire.questions.entries()) {
    if (question.role === "attitude") {
      questions.push({ question, position, offset: width });
      width += question.options.length + 1;
    } else if (question.bands !== undefined) {
      const first = domains.length;
      const bandOf = question.bands;
      domains.push(...bandOf.map((band) => ({ by: question.id, group: band.id })));
      const domainOf = question.options.map((option) => {
        const band = bandOf.findIndex(({ options }) => options.includes(option.id));
        return band === -1 ? -1 : first + band;
      });
      bands.push({ position, domainOf });
    }
  }
  return { questions, domains, width, bands };
}

/** Counts packed answers (`core/questionnaire/answers.ts`). O(responses x questions x demographics). */
export function tabulate(layout: TableLayout, packed: Iterable<string>): Table {
  const { questions, domains, width, bands } = layout;
  const counts = new Int32Array(domains.length * width);
  const member = new Int32Array(bands.length + 1);
  let responses = 0;
  for (const answers of packed) {
    responses += 1;
    let members = 1;
    for (const { position, domainOf } of bands) {
      const domain = domainOf[optionAt(answers, position)] ?? -1;
      if (domain >= 0) {
        member[members] = domain;
        members += 1;
      }
    }
    for (const { question, position, offset } of questions) {
      const code = answers.charCodeAt(position);
      if (code === NOT_ASKED) continue;
      const slot = offset + (code === NOT_ANSWERED ? question.options.length : optionAt(answers, position));
      for (let index = 0; index < members; index += 1) {
        const cell = (member[index] ?? 0) * width + slot;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
  }
  return { responses, counts };
}

/** The table of several parts together. */
export function addTables(layout: TableLayout, tables: readonly Table[]): Table {
  const counts = new Int32Array(layout.domains.length * layout.width);
  let responses = 0;
  for (const table of tables) {
    responses += table.responses;
    for (const [cell, value] of table.counts.entries()) counts[cell] = (counts[cell] ?? 0) + value;
  }
  return { responses, counts };
}

/** The counts of a question's options in a domain, in code-list order. */
export function optionCounts(layout: TableLayout, table: Table, domain: number, questionId: string): readonly number[] {
  const entry = layout.questions.find(({ question }) => question.id === questionId);
  if (entry === undefined) throw new RangeError("The layout has no such question.");
  const start = domain * layout.width + entry.offset;
  return Array.from(table.counts.subarray(start, start + entry.question.options.length));
}

const NOT_ASKED = "-".charCodeAt(0);
const NOT_ANSWERED = ".".charCodeAt(0);
const DIGIT_NINE = "9".charCodeAt(0);
const DIGIT_ZERO = "0".charCodeAt(0);
const LETTER_A = "a".charCodeAt(0);

/** The option index at a position: one base-36 digit. Not asked and not answered give a negative number. */
function optionAt(answers: string, position: number): number {
  const code = answers.charCodeAt(position);
  return code <= DIGIT_NINE ? code - DIGIT_ZERO : code - LETTER_A + 10;
}
