/**
 * Where every count of a cube stands: worked out once for a questionnaire, the same for all its places. It is made of a
 * narrow description, so that counting knows positions and options and nothing else of a questionnaire.
 */
import { packedAnswersLength, packedPositions } from "../questionnaire/answers.ts";
import { choiceQuestions, inBase } from "../questionnaire/codebook.ts";
import type { ChoiceQuestion, Questionnaire } from "../questionnaire/types.ts";

/** One question as counting needs it. */
export interface CountedQuestion {
  readonly id: string;
  /** One answer, packed as one digit; or several, packed as one character for each option: `1` ticked, `0` not. */
  readonly type: "single" | "multiple";
  /** Where it begins in the packed answers. */
  readonly position: number;
  /** In code-list order, and whether those who chose it count in the base. */
  readonly options: readonly { readonly id: string; readonly inBase: boolean }[];
}

/** A demographic question that figures are broken down by. */
export interface CountedDemographic {
  readonly id: string;
  readonly position: number;
  /** How many options it has. */
  readonly options: number;
  /** Each made of places in the code list. Options in no band are "not stated". */
  readonly bands: readonly { readonly id: string; readonly options: readonly number[] }[];
}

/** One of the two questions that answers are weighted by. */
export interface CountedLevels {
  readonly position: number;
  /** The level of each option, null for one that the population tables do not count. */
  readonly levelOf: readonly (string | null)[];
}

/** What a cube is made of. */
export interface CubeDescription {
  /** How many characters the packed answers have. */
  readonly packedLength: number;
  readonly questions: readonly CountedQuestion[];
  readonly demographics: readonly CountedDemographic[];
  readonly arms: number;
  /** Absent where answers are not weighted: everybody is then of one level, the unknown one. */
  readonly age?: CountedLevels;
  readonly sex?: CountedLevels;
}

/** A population group that answers are counted for. */
export interface Domain {
  /** The demographic question, `all`, or `arm`. */
  readonly by: string;
  /** The band's id, `all`, or the number of the arm. */
  readonly group: string;
  /** Whether it may have rows of a release (R4): everybody and the bands may, an arm never. */
  readonly published: boolean;
}

/** The first domain of every layout. */
export const EVERYBODY = 0;

/** A question with the place of its counts in each domain. */
export interface LaidOutQuestion extends CountedQuestion {
  /** First slot: its options, then "not answered", and for a multiple choice then "answered". */
  readonly offset: number;
}

/** For each option of a question, what it makes of whoever chose it: a domain or a level; -1 for none. */
export interface OptionReader {
  readonly position: number;
  readonly valueOf: Int32Array;
}

/** Where each count of a cube stands: `((class * domains + domain) * cells + cell) * width + slot`. */
export interface CubeLayout {
  readonly packedLength: number;
  readonly questions: readonly LaidOutQuestion[];
  readonly domains: readonly Domain[];
  /** Slots of all questions together. */
  readonly width: number;
  /** The levels of age and of sex; the last of each is null, "unknown". */
  readonly ages: readonly (string | null)[];
  readonly sexes: readonly (string | null)[];
  /** Weighting cells of one base-weight class: `age * sexes + sex`. */
  readonly cells: number;
  readonly arms: number;
  /** The domain of arm 0; those of the other arms follow. -1 where there is one arm alone. */
  readonly firstArm: number;
  readonly bands: readonly OptionReader[];
  readonly age: OptionReader | null;
  readonly sex: OptionReader | null;
}

/**
 * Lays out the cube of a questionnaire: its attitude questions for everybody, by the bands of its demographics and, where
 * it has several, by its arms.
 */
export function createCubeLayout(questionnaire: Questionnaire): CubeLayout {
  const { arms, weighting } = questionnaire;
  const positions = packedPositions(questionnaire);
  const placed = choiceQuestions(questionnaire).map((question) => ({
    question,
    position: positions.get(question.id) ?? 0,
  }));
  const levels = (id: string, levelOf: (option: string) => string | null): CountedLevels => {
    const found = placed.find(({ question }) => question.id === id);
    if (found === undefined) throw new RangeError("The questionnaire is weighted by a question that it does not have.");
    return { position: found.position, levelOf: found.question.options.map((option) => levelOf(option.id)) };
  };
  const { age, sex } = weighting ?? {};
  return layOutCube({
    packedLength: packedAnswersLength(questionnaire),
    questions: placed.filter(({ question }) => question.role === "attitude").map(countedQuestion),
    demographics: placed.flatMap(({ question, position }) => countedDemographic(question, position)),
    arms,
    ...(age && {
      age: levels(age.question, (option) => (age.bands.some((band) => band.option === option) ? option : null)),
    }),
    ...(sex && {
      sex: levels(sex.question, (option) => (option === sex.female || option === sex.male ? option : null)),
    }),
  });
}

function countedQuestion({ question, position }: { question: ChoiceQuestion; position: number }): CountedQuestion {
  const options = question.options.map((option) => ({ id: option.id, inBase: inBase(question, option) }));
  return { id: question.id, type: question.type, position, options };
}

function countedDemographic(question: ChoiceQuestion, position: number): readonly CountedDemographic[] {
  if (question.role !== "demographic" || question.bands === undefined) return [];
  const places = new Map(question.options.map(({ id }, place) => [id, place]));
  const bands = question.bands.map(({ id, options }) => ({
    id,
    options: options.flatMap((option) => places.get(option) ?? []),
  }));
  return [{ id: question.id, position, options: question.options.length, bands }];
}

/** Lays out the cube of a description. */
export function layOutCube(description: CubeDescription): CubeLayout {
  const { packedLength, demographics, arms, age, sex } = description;
  const domains: Domain[] = [{ by: "all", group: "all", published: true }];
  const bands = demographics.map(({ id, position, options, bands: made }): OptionReader => {
    const valueOf = new Int32Array(options).fill(-1);
    for (const band of made) {
      for (const option of band.options) valueOf[option] = domains.length;
      domains.push({ by: id, group: band.id, published: true });
    }
    return { position, valueOf };
  });
  const firstArm = arms > 1 ? domains.length : -1;
  for (let arm = 0; arms > 1 && arm < arms; arm += 1) domains.push({ by: "arm", group: `${arm}`, published: false });
  let width = 0;
  const questions = description.questions.map((question): LaidOutQuestion => {
    const offset = width;
    width += question.options.length + (question.type === "single" ? 1 : 2);
    return { ...question, offset };
  });
  const [ages, sexes] = [levelsOf(age), levelsOf(sex)];
  return {
    ...{ packedLength, questions, domains, width, ages, sexes, arms, firstArm, bands },
    cells: ages.length * sexes.length,
    age: age === undefined ? null : levelReader(age, ages),
    sex: sex === undefined ? null : levelReader(sex, sexes),
  };
}

/** The levels of a weighting question in code-list order, and "unknown" last. */
function levelsOf(counted: CountedLevels | undefined): readonly (string | null)[] {
  return [...new Set((counted?.levelOf ?? []).filter((level) => level !== null)), null];
}

function levelReader({ position, levelOf }: CountedLevels, levels: readonly (string | null)[]): OptionReader {
  return { position, valueOf: Int32Array.from(levelOf, (level) => levels.indexOf(level)) };
}
