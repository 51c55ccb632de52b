/** Made-up questionnaires, residents and answers for property tests; every one of them is valid. */
import { fc } from "@fast-check/vitest";
import type {
  About,
  Answers,
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

type QuestionParts = Pick<Question, "about" | "asked_in" | "options" | "arms">;

const questionParts: fc.Arbitrary<QuestionParts> = fc
  .record({ about: fc.constantFrom<About>("none", "district", "county"), options })
  .chain(({ about, options }) =>
    fc.record({
      about: fc.constant(about),
      options: fc.constant(options),
      asked_in: fc.subarray([...SCENARIOS_ABOUT[about]], { minLength: 1 }),
      arms: fc
        .shuffledSubarray(
          options.map(({ id }) => id),
          { minLength: options.length },
        )
        .map((option_order) => [{ arm: 1, text: bilingual("Asked another way"), option_order }]),
    }),
  );

/** Up to six screens of up to three questions; the last screens may be demographic. */
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
    questions: screens.flatMap((questions, screen) =>
      questions.map((parts, index): Question => ({
        id: `question_${screen}_${index}`,
        type: "single",
        screen: `screen_${screen}`,
        role: screen >= demographicFrom ? "demographic" : "attitude",
        title: bilingual(`Question ${screen} ${index}`),
        text: bilingual(parts.about === "none" ? "What do you think?" : "What do you think of {council}?"),
        dont_know: "in_base",
        sensitivity: "ordinary",
        provenance,
        ...parts,
      })),
    ),
  }));

/** Residents of any scenario and arm of a questionnaire. */
export function contexts({ arms }: Pick<Questionnaire, "arms">): fc.Arbitrary<SurveyContext> {
  return fc
    .record({
      scenario: fc.constantFrom(...SCENARIOS),
      arm: fc.integer({ min: 0, max: arms - 1 }),
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
  const choices = questions.map(({ id, options }) =>
    fc.option(fc.constantFrom(...options.map((option) => option.id))).map((option) => [id, option] as const),
  );
  return fc
    .tuple(...choices)
    .map((entries) => Object.fromEntries(entries.flatMap(([id, option]) => (option === null ? [] : [[id, option]]))));
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
