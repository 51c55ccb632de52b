/** Made-up questionnaires, residents and answers for property tests; every one of them is valid. */
import { fc } from "@fast-check/vitest";
import { expectedMinutes, MINUTES_MAX } from "../../core/questionnaire/minutes.ts";
import type {
  About,
  Answer,
  Answers,
  ChoiceQuestion,
  Condition,
  Option,
  Question,
  Questionnaire,
  Scenario,
  SurveyContext,
} from "../../core/questionnaire/types.ts";

/** All four scenarios. */
export const SCENARIOS: readonly Scenario[] = ["A", "B1", "B2", "C"];

const SCENARIOS_ABOUT: Readonly<Record<About, readonly Scenario[]>> = {
  none: SCENARIOS,
  district: ["A", "B1", "C"],
  county: ["B2", "C"],
};

const provenance = { source: "Made up", status: "seen" } as const;

function bilingual(words: string) {
  return { en: words, cy: `${words} yn Gymraeg` };
}

/** Two to eight options, of which the last may say nothing. */
const options: fc.Arbitrary<readonly Option[]> = fc
  .record({
    count: fc.integer({ min: 2, max: 7 }),
    last: fc.constantFrom("dont_know" as const, "prefer_not_to_say" as const, null),
    sided: fc.boolean(),
  })
  .map(({ count, last, sided }) => {
    const substantive = Array.from({ length: count }, (_, index): Option => ({
      id: `option_${index}`,
      label: bilingual(`Option ${index}`),
      kind: "substantive",
      ...(sided ? { side: index === 0 ? "top" : "bottom" } : {}),
    }));
    return last === null ? substantive : [...substantive, { id: last, label: bilingual(last), kind: last }];
  });

/** What one may tick: two to seven options, of which the last may stand alone. */
const ticked: fc.Arbitrary<readonly Option[]> = fc
  .record({ count: fc.integer({ min: 2, max: 6 }), alone: fc.boolean(), own: fc.boolean() })
  .map(({ count, alone, own }) => [
    ...Array.from({ length: count }, (_, index): Option => ({
      id: `option_${index}`,
      label: bilingual(`Option ${index}`),
      kind: "substantive",
      ...(own && index === 0 ? { own_words: { label: bilingual("Which?"), length_max: 40 } } : {}),
    })),
    ...(alone
      ? [{ id: "none", label: bilingual("None of these"), kind: "substantive" as const, exclusive: true }]
      : []),
  ]);

type QuestionParts = Pick<ChoiceQuestion, "about" | "asked_in" | "options" | "arms"> & {
  readonly type: Question["type"];
  readonly rule: number;
};

const questionParts: fc.Arbitrary<QuestionParts> = fc
  .record({
    about: fc.constantFrom<About>("none", "district", "county"),
    type: fc.constantFrom<Question["type"]>("single", "single", "multiple", "text"),
  })
  .chain((shared) =>
    (shared.type === "multiple" ? ticked : options).chain((offered) =>
      fc.record({
        about: fc.constant(shared.about),
        type: fc.constant(shared.type),
        rule: fc.nat(11),
        options: fc.constant(offered),
        asked_in: fc.subarray([...SCENARIOS_ABOUT[shared.about]], { minLength: 1 }),
        arms: fc
          .shuffledSubarray(
            offered.map(({ id }) => id),
            { minLength: offered.length },
          )
          .map((option_order) => [{ arm: 1, text: bilingual("Asked another way"), option_order }]),
      }),
    ),
  );

/**
 * Up to six screens of up to three questions of all types, some asked by rule; the last screens may be demographic. Of five
 * minutes at most: eleven long texts would take more.
 */
export const questionnaires: fc.Arbitrary<Questionnaire> = fc
  .record({
    screens: fc.array(fc.array(questionParts, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
    demographicFrom: fc.integer({ min: 0, max: 6 }),
    arms: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ screens, demographicFrom, arms }) => ({
    id: "made-up",
    version: 1,
    title: bilingual("Made up"),
    source: "Made up",
    age_floor_years: 18,
    arms,
    screens: screens.map((_, screen) => ({ id: `screen_${screen}`, title: bilingual(`Screen ${screen}`) })),
    questions: screens
      .flatMap((questions, screen) =>
        questions.map((parts, index) => questionOf(parts, `${screen}_${index}`, screen, screen >= demographicFrom)),
      )
      .reduce<readonly Question[]>((made, { rule, ...question }) => [...made, withRule(made, question, rule)], []),
  }))
  .filter((made) => SCENARIOS.every((scenario) => expectedMinutes(made, scenario) <= MINUTES_MAX));

function questionOf(
  { type, options: offered, arms, rule, ...parts }: QuestionParts,
  name: string,
  screen: number,
  isDemographic: boolean,
): Question & { readonly rule: number } {
  const shared = {
    id: `question_${name}`,
    screen: `screen_${screen}`,
    role: isDemographic ? ("demographic" as const) : ("attitude" as const),
    title: bilingual(`Question ${name}`),
    text: bilingual(parts.about === "none" ? "What do you think?" : "What do you think of {council}?"),
    sensitivity: "ordinary" as const,
    provenance,
    rule,
    ...parts,
  };
  if (type === "text" && !isDemographic) return { ...shared, type, length_max: 30, lines: "several" };
  const isSingle = isDemographic || type !== "multiple";
  const plain = offered.map(({ exclusive: _exclusive, own_words: _own, ...option }) => option);
  return {
    ...{ ...shared, dont_know: "in_base" as const, ...(arms && { arms }) },
    ...(isSingle ? { type: "single", options: plain } : { type: "multiple", options: offered }),
  };
}

/** A rule that somebody can satisfy: it looks at an earlier question without a rule that the same residents are asked. */
function withRule(earlier: readonly Question[], question: Question, rule: number): Question {
  const [seen] = earlier.filter(
    ({ type, ask_when, asked_in }) =>
      type !== "text" && ask_when === undefined && question.asked_in.every((scenario) => asked_in.includes(scenario)),
  );
  if (seen === undefined || seen.type === "text") return question;
  const [first] = seen.options;
  const named = { question: seen.id, any_of: [first?.id ?? ""] };
  const rules: readonly Condition[] = [
    named,
    { not: named },
    { question: seen.id, chosen: { at_least: 1 } },
    { any: [named, { place: ["E1"] }] },
    { count_of: [named, { wave: ["w1"] }], at_least: 1 },
    { all: [{ question: seen.id, chosen: { at_most: 1 } }] },
  ];
  const ask_when = rules[rule];
  return ask_when === undefined ? question : { ...question, ask_when };
}

/** Residents of any scenario and arm of a questionnaire. */
export function contexts({ arms }: Pick<Questionnaire, "arms">): fc.Arbitrary<SurveyContext> {
  return fc
    .record({
      scenario: fc.constantFrom(...SCENARIOS),
      arm: fc.integer({ min: 0, max: arms - 1 }),
      place: fc.constantFrom("E1", "E2"),
      wave: fc.constantFrom("w1", "w2"),
      district_name: fc.string(),
    })
    .chain((resident) =>
      resident.scenario === "A"
        ? fc.constant(resident)
        : fc.string().map((county_name) => ({ ...resident, county_name })),
    );
}

/** Answers to any of these questions, none of them compulsory. */
export function answersTo(questions: readonly Question[]): fc.Arbitrary<Answers> {
  const choices = questions.map((question) =>
    fc.option(answerTo(question)).map((answer) => [question.id, answer] as const),
  );
  return fc
    .tuple(...choices)
    .map((entries) => Object.fromEntries(entries.flatMap(([id, answer]) => (answer === null ? [] : [[id, answer]]))));
}

/** An answer to a question; null where it is answered in own words. */
export function answerTo(question: Question): fc.Arbitrary<Answer | null> {
  if (question.type === "text") return fc.constant(null);
  const ids = question.options.map(({ id }) => id);
  if (question.type === "single") return fc.constantFrom(...ids);
  const together = question.options.filter(({ exclusive }) => exclusive !== true).map(({ id }) => id);
  const alone = question.options.filter(({ exclusive }) => exclusive === true).map(({ id }) => [id]);
  const some = fc.subarray(together, { minLength: 1 });
  return alone.length === 0 ? some : fc.oneof(some, fc.constantFrom(...alone));
}

/** A questionnaire with one of its residents, and answers of theirs that may stray off their path. */
export const residents: fc.Arbitrary<{
  readonly questionnaire: Questionnaire;
  readonly context: SurveyContext;
  readonly answers: Answers;
}> = questionnaires.chain((questionnaire) =>
  fc.record({
    questionnaire: fc.constant(questionnaire),
    context: contexts(questionnaire),
    answers: answersTo(questionnaire.questions),
  }),
);
