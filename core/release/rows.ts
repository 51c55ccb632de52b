/** From the compact rows that are stored to the full rows of every format. The labels are those frozen in the release. */
import { choiceQuestions, inBase } from "../questionnaire/codebook.ts";
import type { ChoiceQuestion, Language, Text } from "../questionnaire/types.ts";
import { bearsItsName } from "../disclosure/rules.ts";
import type { CompactRow, Composition, ReleaseDocument, ReleasePlace, ResultRow, Stream } from "./types.ts";

/** Names of the figures that are made from several options. */
export const DERIVED_LABELS: Readonly<Record<"top_two" | "bottom_two" | "net", Text>> = {
  top_two: { en: "Top two answers together", cy: "Y ddau ateb uchaf gyda'i gilydd" },
  bottom_two: { en: "Bottom two answers together", cy: "Y ddau ateb isaf gyda'i gilydd" },
  net: { en: "Top two minus bottom two, in points", cy: "Y ddau uchaf llai'r ddau isaf, mewn pwyntiau" },
};

/** The same for scales with more than two answers at an end, e.g. from 0 to 10. */
const DERIVED_LABELS_OF_MANY: typeof DERIVED_LABELS = {
  top_two: { en: "Answers above the middle together", cy: "Yr atebion uwchlaw'r canol gyda'i gilydd" },
  bottom_two: { en: "Answers below the middle together", cy: "Yr atebion islaw'r canol gyda'i gilydd" },
  net: { en: "Above minus below the middle, in points", cy: "Uwchlaw llai islaw'r canol, mewn pwyntiau" },
};

const EVERYBODY: Text = { en: "Everybody", cy: "Pawb" };

/** Full rows, in the order given. Throws where a row names what the release does not have: it was not made by us. */
export function expandRows(
  release: ReleaseDocument,
  rows: readonly CompactRow[],
  language: Language = "en",
): readonly ResultRow[] {
  const places = new Map(release.places.map((place) => [place.code, place]));
  const questions = new Map(choiceQuestions(release.questionnaire).map((question) => [question.id, question]));
  const streams = new Map(release.streams.map((stream) => [stream.stream, stream]));
  return rows.map((row) => {
    const [place, stream, question, answer, by, group, share, bound, low, high, base, design_effect, status] = row;
    const where = found(places.get(place));
    const made = found(compositionOf(where, stream, question));
    const asked = found(questions.get(question));
    const { mode, sample_type } = found(streams.get(stream));
    return {
      release: release.id,
      wave: release.wave,
      stream,
      period_start: release.period_start,
      period_end: release.period_end,
      place_code: place,
      place_name: publishedName(where, made)[language],
      place_kind: where.kind,
      members_included: made.members_included,
      members: made.members,
      population_covered: made.population_covered,
      question,
      answer,
      answer_label: answerLabel(asked, answer)[language],
      by,
      group,
      group_label: by === "all" ? EVERYBODY[language] : groupLabel(found(questions.get(by)), group)[language],
      share,
      bound,
      low,
      high,
      base,
      design_effect,
      status,
      mode,
      sample_type,
    };
  });
}

/** What the figures of a question are made of in a place and stream; undefined where the place has no such stream. */
export function compositionOf(
  { compositions }: Pick<ReleasePlace, "compositions">,
  stream: Stream,
  question: string,
): Composition | undefined {
  const find = (isIt: (questions: readonly string[] | undefined) => boolean): Composition | undefined =>
    compositions.find((one) => one.stream === stream && isIt(one.questions));
  return find((questions) => questions?.includes(question) === true) ?? find((questions) => questions === undefined);
}

/** What an answer of a row is called. */
export function answerLabel(question: ChoiceQuestion, answer: string): Text {
  if (answer === "top_two" || answer === "bottom_two" || answer === "net") {
    const sides = question.options.filter(({ side }) => side === "top" || side === "bottom").length;
    return (sides <= 4 ? DERIVED_LABELS : DERIVED_LABELS_OF_MANY)[answer];
  }
  return found([...question.options, ...(question.merges ?? [])].find(({ id }) => id === answer)).label;
}

/** Whether a figure may be said of its place: of a district always, of a group where it stands for most of its adults. */
export function hasItsName({
  members,
  population_covered: covered,
}: Pick<Composition, "members" | "population_covered">): boolean {
  return members === 1 || bearsItsName(covered);
}

/** The name that figures of a place may bear: a group's own only where they stand for most of its adults (R13a). */
export function publishedName({ name }: Pick<ReleasePlace, "name">, made: Composition): Text {
  if (hasItsName(made)) return name;
  const { members, members_included: included } = made;
  return {
    en: `${included} of ${members} councils in ${name.en}`,
    cy: `${included} o ${members} o gynghorau yn ${name.cy}`,
  };
}

/** The options that a question's shares are given for, in code-list order. */
export function publishedOptions(question: ChoiceQuestion): ChoiceQuestion["options"] {
  return question.options.filter((option) => inBase(question, option));
}

function groupLabel(question: ChoiceQuestion, group: string): Text {
  return found(question.bands?.find(({ id }) => id === group)).label;
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a row of the release names something that the release does not have");
  return value;
}
