/** A rule in words, for paper: “you ticked “Yes” at question 3”. Made from the rule as data, in both languages. */
import type { Part } from "./conditions.ts";
import { optionsOf } from "./lookups.ts";
import type { Bounds, Condition, Language, Question } from "./types.ts";

/** How questions and places are called where the words stand. */
export interface RuleNames {
  readonly question: (id: string) => Question | undefined;
  /** The number that a question has on paper. */
  readonly number: (id: string) => number | string;
  readonly place?: (code: string) => string;
  readonly wave?: (id: string) => string;
}

/** A rule without "not" around other rules: those that say "not" themselves do so. */
type Said =
  | { readonly leaf: Part; readonly negative: boolean }
  | { readonly parts: readonly Said[]; readonly bounds: Bounds };

interface RuleTexts {
  /** Joined by the word between the last two. */
  readonly and: string;
  readonly or: string;
  readonly andIf: string;
  readonly orIf: string;
  readonly allTrue: string;
  readonly anyTrue: string;
  readonly someTrue: (number: string) => string;
  readonly ticked: (list: string, question: string, count: number) => string;
  readonly notTicked: (list: string, question: string, count: number) => string;
  readonly tickedAll: (list: string, question: string, count: number) => string;
  readonly notTickedAll: (list: string, question: string, count: number) => string;
  readonly answered: (question: string) => string;
  readonly notAnswered: (question: string) => string;
  readonly boxes: (number: string, question: string) => string;
  readonly span: (first: string, last: string) => string;
  readonly livesIn: (list: string) => string;
  readonly livesElsewhere: (list: string) => string;
  readonly thisSurvey: (list: string) => string;
  readonly otherSurvey: (list: string) => string;
  readonly atLeast: (least: number) => string;
  readonly atMost: (most: number) => string;
  readonly exactly: (number: number) => string;
  readonly between: (least: number, most: number) => string;
  readonly only: (target: string, when: string) => string;
  readonly onlyMany: (first: number, last: number, when: string) => string;
  readonly never: string;
}

const TEXTS: Readonly<Record<Language, RuleTexts>> = {
  en: {
    and: " and ",
    or: " or ",
    andIf: " and ",
    orIf: " or ",
    allTrue: "all of these are true",
    anyTrue: "at least one of these is true",
    someTrue: (number) => `${number} of these are true`,
    ticked: (list, question) => `you ticked ${list} at question ${question}`,
    notTicked: (list, question) => `you did not tick ${list} at question ${question}`,
    tickedAll: (list, question, count) =>
      `you ticked ${count === 2 ? "both" : "all of"} ${list} at question ${question}`,
    notTickedAll: (list, question, count) =>
      `you did not tick ${count === 2 ? "both" : "all of"} ${list} at question ${question}`,
    answered: (question) => `you answered question ${question}`,
    notAnswered: (question) => `you did not answer question ${question}`,
    boxes: (number, question) => `you ticked ${number} ${isOne(number) ? "box" : "boxes"} at question ${question}`,
    span: (first, last) => `an answer from ${first} to ${last}`,
    livesIn: (list) => `you live in ${list}`,
    livesElsewhere: (list) => `you do not live in ${list}`,
    thisSurvey: (list) => `this is the survey ${list}`,
    otherSurvey: (list) => `this is not the survey ${list}`,
    atLeast: (least) => `at least ${least}`,
    atMost: (most) => `at most ${most}`,
    exactly: (number) => `exactly ${number}`,
    between: (least, most) => `${least} to ${most}`,
    only: (target, when) => `Answer question ${target} only if ${when}.`,
    onlyMany: (first, last, when) => `Answer questions ${first} to ${last} only if ${when}.`,
    never: "this never happens",
  },
  cy: {
    and: " a ",
    or: " neu ",
    andIf: " ac os ",
    orIf: " neu os ",
    allTrue: "yw pob un o'r rhain yn wir",
    anyTrue: "yw o leiaf un o'r rhain yn wir",
    someTrue: (number) => `yw ${number} o'r rhain yn wir`,
    ticked: (list, question) => `gwnaethoch chi dicio ${list} yng nghwestiwn ${question}`,
    notTicked: (list, question) => `na wnaethoch chi dicio ${list} yng nghwestiwn ${question}`,
    tickedAll: (list, question) => `gwnaethoch chi dicio pob un o'r rhain yng nghwestiwn ${question}: ${list}`,
    notTickedAll: (list, question) => `na wnaethoch chi dicio pob un o'r rhain yng nghwestiwn ${question}: ${list}`,
    answered: (question) => `gwnaethoch chi ateb cwestiwn ${question}`,
    notAnswered: (question) => `na wnaethoch chi ateb cwestiwn ${question}`,
    boxes: (number, question) =>
      `gwnaethoch chi dicio ${number} ${isOne(number) ? "blwch" : "o flychau"} yng nghwestiwn ${question}`,
    span: (first, last) => `ateb o ${first} i ${last}`,
    livesIn: (list) => `ydych chi'n byw yn ardal ${list}`,
    livesElsewhere: (list) => `nad ydych chi'n byw yn ardal ${list}`,
    thisSurvey: (list) => `hwn yw'r arolwg ${list}`,
    otherSurvey: (list) => `nad hwn yw'r arolwg ${list}`,
    atLeast: (least) => `o leiaf ${least}`,
    atMost: (most) => `dim mwy na ${most}`,
    exactly: (number) => `union ${number}`,
    between: (least, most) => `rhwng ${least} a ${most}`,
    only: (target, when) => `Atebwch gwestiwn ${target} dim ond os ${when}.`,
    onlyMany: (first, last, when) => `Atebwch gwestiynau ${first} i ${last} dim ond os ${when}.`,
    never: "nad yw hyn byth yn digwydd",
  },
};

function isOne(number: string): boolean {
  return /\b1$/.test(number);
}

/** What stands before the parts of a list, by how deep it lies: (a), then (i), then (1). */
const LABELS: readonly ((index: number) => string)[] = [
  (index) => String.fromCharCode(97 + index),
  (index) => ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][index] ?? String(index + 1),
  (index) => String(index + 1),
];

/** So many answers in a row are said as "from … to …". */
const SPAN_MIN = 4;

/**
 * When a question is to be answered, as what comes after "only if".
 * @example ruleInWords({ question: "moved", chosen: { at_least: 1 } }, { question: () => undefined, number: () => 3 }, "en") // => "you answered question 3"
 */
export function ruleInWords(condition: Condition, names: RuleNames, language: Language): string {
  return inWords(withoutNot(condition, false), names, language, 0);
}

/**
 * The sentence that stands before a question, or before several under one rule.
 * @example onlyIf([4], "you ticked “Yes” at question 3", "en") // => "Answer question 4 only if you ticked “Yes” at question 3."
 */
export function onlyIf(numbers: readonly number[], when: string, language: Language): string {
  const texts = TEXTS[language];
  const first = numbers[0] ?? 0;
  const last = numbers.at(-1) ?? first;
  return first === last ? texts.only(String(first), when) : texts.onlyMany(first, last, when);
}

/**
 * Names in words, with the language's "or" before the last.
 * @example oneOf(["Preston", "Chorley"], "cy") // => "Preston neu Chorley"
 */
export function oneOf(names: readonly string[], language: Language): string {
  return listed(names, TEXTS[language].or);
}

function listed(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")}${last}${names.at(-1) ?? ""}`;
}

/** Moves every "not" down to the rules that look at something, and makes one list of lists of the same kind. */
function withoutNot(condition: Condition, negative: boolean): Said {
  if ("not" in condition) return withoutNot(condition.not, !negative);
  if ("all" in condition) return group(condition.all, !negative, negative);
  if ("any" in condition) return group(condition.any, negative, negative);
  if (!("count_of" in condition)) return { leaf: condition, negative };
  const { count_of: parts, at_least, at_most } = condition;
  const said = parts.map((part) => withoutNot(part, false));
  if (!negative) return { parts: said, bounds: condition };
  const outside = outsideOf({ at_least, at_most }).map((bounds): Said => ({ parts: said, bounds }));
  const [only] = outside;
  return outside.length === 1 && only !== undefined ? only : { parts: outside, bounds: { at_least: 1 } };
}

function group(parts: readonly Condition[], every: boolean, negative: boolean): Said {
  const said = parts.map((part) => withoutNot(part, negative));
  const flat = said.flatMap((part) =>
    "parts" in part && isEvery(part) === every && isPlain(part) ? part.parts : part,
  );
  const [only] = flat;
  if (flat.length === 1 && only !== undefined) return only;
  return { parts: flat, bounds: { at_least: every ? flat.length : 1 } };
}

function isEvery({ parts, bounds }: Extract<Said, { parts: unknown }>): boolean {
  return bounds.at_least === parts.length;
}

/** Whether a list is an "all" or an "any". */
function isPlain({ parts, bounds: { at_least, at_most } }: Extract<Said, { parts: unknown }>): boolean {
  return at_most === undefined && (at_least === parts.length || at_least === 1);
}

/** The bounds that are kept where the given ones are not. */
function outsideOf({ at_least, at_most }: { at_least: number | undefined; at_most: number | undefined }): Bounds[] {
  return [
    ...(at_least === undefined || at_least < 1 ? [] : [{ at_most: at_least - 1 }]),
    ...(at_most === undefined ? [] : [{ at_least: at_most + 1 }]),
  ];
}

function inWords(said: Said, names: RuleNames, language: Language, depth: number): string {
  if ("leaf" in said) return leafInWords(said.leaf, said.negative, names, language);
  const texts = TEXTS[language];
  const { parts, bounds } = said;
  if (parts.length === 0) return texts.never;
  const every = isEvery(said);
  if (isPlain(said) && depth === 0 && parts.every((part) => "leaf" in part)) {
    return parts.map((part) => inWords(part, names, language, 1)).join(every ? texts.andIf : texts.orIf);
  }
  const label = LABELS[depth % LABELS.length] ?? String;
  const some = isPlain(said) ? texts.anyTrue : texts.someTrue(numberInWords(bounds, texts));
  const intro = every ? texts.allTrue : some;
  return `${intro}: ${parts.map((part, index) => `(${label(index)}) ${inWords(part, names, language, depth + 1)}`).join("; ")}`;
}

function leafInWords(leaf: Part, negative: boolean, names: RuleNames, language: Language): string {
  const texts = TEXTS[language];
  if ("place" in leaf) {
    const list = listed(leaf.place.map(names.place ?? String), texts.or);
    return negative ? texts.livesElsewhere(list) : texts.livesIn(list);
  }
  if ("wave" in leaf) {
    const list = listed(
      leaf.wave.map((id) => `“${names.wave?.(id) ?? id}”`),
      texts.or,
    );
    return negative ? texts.otherSurvey(list) : texts.thisSurvey(list);
  }
  const number = String(names.number(leaf.question));
  if ("chosen" in leaf) return chosenInWords(leaf.chosen, negative, number, texts);
  const labels = labelsOf(leaf, names, language);
  const options = "any_of" in leaf ? leaf.any_of : "all_of" in leaf ? leaf.all_of : scored(leaf, names);
  const quoted = options.map((id) => `“${labels.get(id) ?? id}”`);
  if (quoted.length === 0) return "score" in leaf && negative ? texts.notTicked("–", number, 0) : texts.never;
  if ("all_of" in leaf && quoted.length > 1) {
    const list = listed(quoted, texts.and);
    return (negative ? texts.notTickedAll : texts.tickedAll)(list, number, quoted.length);
  }
  const list = spanOf(options, [...labels.keys()])
    ? texts.span(quoted[0] ?? "", quoted.at(-1) ?? "")
    : listed(quoted, texts.or);
  return (negative ? texts.notTicked : texts.ticked)(list, number, quoted.length);
}

function labelsOf(
  { question }: { readonly question: string },
  names: RuleNames,
  language: Language,
): ReadonlyMap<string, string> {
  return new Map(optionsOf(names.question(question)).map(({ id, label }) => [id, label[language]]));
}

/** The options whose score lies within the bounds: a score itself stands nowhere on paper. */
function scored({ question, score }: Extract<Part, { score: unknown }>, names: RuleNames): readonly string[] {
  const { at_least = -Infinity, at_most = Infinity } = score;
  return optionsOf(names.question(question))
    .filter((option) => option.score !== undefined && option.score >= at_least && option.score <= at_most)
    .map(({ id }) => id);
}

/** Whether many options stand one after another as they are printed. */
function spanOf(options: readonly string[], order: readonly string[]): boolean {
  const at = options.map((id) => order.indexOf(id));
  return options.length >= SPAN_MIN && at.every((place, index) => index === 0 || place === (at[index - 1] ?? 0) + 1);
}

function chosenInWords(chosen: Bounds, negative: boolean, number: string, texts: RuleTexts): string {
  const { at_least, at_most } = chosen;
  const wanted = negative ? outsideOf({ at_least, at_most }) : [chosen];
  if (wanted.length === 0) return texts.never;
  return wanted
    .map((bounds) => {
      if (bounds.at_most === 0) return texts.notAnswered(number);
      if (bounds.at_least === 1 && bounds.at_most === undefined) return texts.answered(number);
      return texts.boxes(numberInWords(bounds, texts), number);
    })
    .join(texts.orIf);
}

function numberInWords({ at_least, at_most }: Bounds, texts: RuleTexts): string {
  if (at_least === undefined || at_least === 0) return texts.atMost(at_most ?? 0);
  if (at_most === undefined) return texts.atLeast(at_least);
  return at_least === at_most ? texts.exactly(at_least) : texts.between(at_least, at_most);
}
