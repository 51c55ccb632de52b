/**
 * Whether a survey will show anything: what a place may expect of a number of responses before anybody is asked. Chances
 * are those of the rules (R7, R8, R11) when respondents are drawn from a profile. Pure.
 */
import {
  DISCLOSURE_RULES,
  domainStatus,
  groupsAreShown,
  leastBase,
  placeIsShown,
  publishedBase,
  publishedDesignEffect,
  publishedRange,
} from "../disclosure/rules.ts";
import { wilson } from "../estimation/wilson.ts";
import type {
  ChoiceQuestion,
  Questionnaire,
  Scenario,
  Sensitivity,
  WeightingDeclaration,
} from "../questionnaire/types.ts";
import { type AgeSexCount, broadAges } from "../weighting/age-sex.ts";
import { LADDER_RULES, type PlaceCell, weightPlace } from "../weighting/ladder.ts";
import type { LadderStep } from "../weighting/types.ts";
import { chanceOfAtLeast, chanceOfBase, expectedBase, type Missing } from "./plan-chances.ts";
import { partnerChances } from "./plan-partners.ts";
import { demographicsOf, type Profile, TYPICAL_DESIGN_EFFECT } from "./plan-profile.ts";
import type { Stream } from "./types.ts";

/** What a plan takes for granted. */
export interface PlanAssumptions {
  readonly questionnaire: Questionnaire;
  readonly weighting: WeightingDeclaration;
  readonly profile: Profile;
  /** The share of those asked who leave a question out; below 1. */
  readonly missing: number;
}

/** A place as somebody plans it. */
export interface PlaceIntent {
  readonly responses: number;
  readonly stream: Stream;
  readonly scenario: Scenario;
  /** Its adults, where they are known: the design effect follows from them. */
  readonly adults: readonly AgeSexCount[] | null;
  /** Where somebody knows better than what follows from the adults, or than the usual one. */
  readonly designEffect?: number;
}

/** The range of a share of 50 per cent, in whole per cents, as a release would give it (R18). */
export interface PlannedRange {
  readonly low: number;
  readonly high: number;
}

/** What a band of a demographic may expect. The three chances add up to 1. */
export interface PlannedBand {
  readonly by: string;
  readonly group: string;
  /** How many will count. */
  readonly base: number;
  /** Shown and not flagged. */
  readonly reliable: number;
  /** Shown with the mark `u`. */
  readonly flagged: number;
  readonly withheld: number;
  /** The part of `withheld` in which the band is large enough, but covers for a smaller one (R11). */
  readonly partner: number;
  /** Null in an open stream, which has none. */
  readonly range: PlannedRange | null;
  /** How many responses it takes to be shown with a chance of 90 per cent; null where no number does. */
  readonly needed: number | null;
}

/** What a place may expect. */
export interface PlannedPlace {
  /** The chance that it shows anything. */
  readonly shown: number;
  readonly base: number;
  readonly range: PlannedRange | null;
  /** As it would be published. */
  readonly designEffect: number;
  readonly designEffectFrom: "given" | "adults" | "usual";
  /** How the answers to expect would be weighted; null where the adults are not known, or no step fits. */
  readonly step: LadderStep | null;
  readonly bands: readonly PlannedBand[];
}

const EVERYBODY_SHARE = 1;
const SHOWN_CHANCE = 0.9;
/** No place asks more people than this. */
const RESPONSES_MAX = 100_000;
/** By how much a number of responses is raised while covering for smaller bands still costs too much. */
const RAISE = 1.02;

/** Plans one place. Throws a RangeError where the profile leaves out a question that results are broken down by. */
export function planPlace(assumptions: PlanAssumptions, intent: PlaceIntent): PlannedPlace {
  const { responses, stream } = intent;
  const effect = designEffectOf(assumptions, intent);
  const model = createModel(assumptions, intent, effect.designEffect);
  const base = expectedBase(responses, EVERYBODY_SHARE, model.missing);
  return {
    ...effect,
    shown: model.placeShown(responses, null),
    base,
    range: rangeOf(stream, base, effect.designEffect),
    bands: demographicsOf(assumptions.questionnaire).flatMap((question) => planVariable(model, intent, question)),
  };
}

function designEffectOf(
  { weighting, profile }: PlanAssumptions,
  { adults, responses, designEffect }: PlaceIntent,
): Pick<PlannedPlace, "designEffect" | "designEffectFrom" | "step"> {
  const weighted = adults === null ? null : weightExpected(weighting, profile, adults, responses);
  const step = weighted?.step ?? null;
  if (designEffect !== undefined) {
    return { designEffect: publishedDesignEffect(designEffect), designEffectFrom: "given", step };
  }
  if (weighted !== null) {
    return { designEffect: publishedDesignEffect(weighted.designEffect), designEffectFrom: "adults", step };
  }
  return { designEffect: TYPICAL_DESIGN_EFFECT, designEffectFrom: "usual", step };
}

/**
 * Weights the respondents to expect to the adults of a place; age and sex are taken to go together by chance alone. The
 * bands of both are their options.
 */
function weightExpected(
  { age, sex }: WeightingDeclaration,
  profile: Profile,
  adults: readonly AgeSexCount[],
  responses: number,
): { readonly step: LadderStep; readonly designEffect: number } | null {
  const levels = (question: string): readonly (readonly [string | null, number])[] => {
    const shares = Object.entries(profile[question] ?? {});
    const said = shares.reduce((sum, [, share]) => sum + share, 0);
    return [...shares, [null, Math.max(0, 1 - said)]];
  };
  const cells = levels(age.question).flatMap(([ageBand, ageShare]) =>
    levels(sex.question).flatMap(([sexBand, sexShare]): readonly PlaceCell[] => {
      const respondents = Math.round(responses * ageShare * sexShare);
      return respondents === 0 ? [] : [{ age: ageBand, sex: sexBand, base_weight: 1, respondents }];
    }),
  );
  const weights = cells.length === 0 ? null : weightPlace(cells, adults, broadAges(yearsOf(age)));
  return weights?.ok === true ? weights : null;
}

function yearsOf({ bands }: WeightingDeclaration["age"]): Parameters<typeof broadAges>[0] {
  return bands.map(({ option, from_years, to_years }) => ({ id: option, from_years, to_years }));
}

/** The chances of one place, by the number of its responses. */
interface PlanModel {
  readonly profile: Profile;
  readonly missing: Missing;
  readonly designEffect: number;
  /** The chance that the place shows anything; for a band that has people enough, those of its own age need no chance. */
  placeShown(responses: number, ageBand: string | null): number;
  /** The least base with which a band is shown, or shown without a mark. */
  leastShown(sensitivity: Sensitivity, mark: "u" | ""): number;
}

function createModel(
  { questionnaire, weighting, profile, missing }: PlanAssumptions,
  { stream, scenario }: PlaceIntent,
  designEffect: number,
): PlanModel {
  const questions = questionnaire.questions.filter(
    ({ role, asked_in }) => role === "attitude" && asked_in.includes(scenario),
  ).length;
  const gone: Missing = { questions, share: missing };
  const leastShown = (sensitivity: Sensitivity, mark: "u" | ""): number => {
    const isReached = (base: number): boolean => {
      const status = domainStatus(base, designEffect, leastBase(sensitivity));
      return mark === "" ? status === "" : status !== "c";
    };
    let base = leastBase(sensitivity);
    while (!isReached(base)) base += 1;
    return base;
  };
  const ages = broadAges(yearsOf(weighting.age)).map(({ members }) => ({
    members,
    share: members.reduce((sum, member) => sum + (profile[weighting.age.question]?.[member] ?? 0), 0),
  }));
  return {
    ...{ profile, missing: gone, designEffect, leastShown },
    placeShown(responses, ageBand) {
      if (!placeIsShown(stream, responses)) return 0;
      // The last step of weighting is by four broad ages: where one of them is too small, the place shows nothing.
      const weighted = ages
        .filter(({ members }) => ageBand === null || !members.includes(ageBand))
        .map(({ share }) => chanceOfAtLeast(responses, share, LADDER_RULES.weighting_category_respondents_min));
      const counted = chanceOfBase(responses, EVERYBODY_SHARE, leastShown("ordinary", "u"), gone);
      return weighted.reduce((product, chance) => product * chance, counted);
    },
  };
}

function planVariable(model: PlanModel, intent: PlaceIntent, question: ChoiceQuestion): readonly PlannedBand[] {
  const { responses, stream } = intent;
  const { id, bands = [] } = question;
  const shares = model.profile[id];
  if (shares === undefined) throw new RangeError(`The profile says nothing of ${id}.`);
  return bands.map(({ id: group }) => {
    const share = shares[group] ?? 0;
    const base = expectedBase(responses, share, model.missing);
    const { shown, reliable, partner } = chancesOf(model, stream, question, group, responses);
    return {
      ...{ by: id, group, base, partner, reliable },
      flagged: shown - reliable,
      withheld: 1 - shown,
      range: rangeOf(stream, base, model.designEffect),
      needed: neededFor(model, stream, question, group),
    };
  });
}

interface BandChances {
  /** With a mark or without. */
  readonly shown: number;
  readonly reliable: number;
  readonly partner: number;
}

function chancesOf(
  model: PlanModel,
  stream: Stream,
  { id, bands = [], sensitivity }: ChoiceQuestion,
  group: string,
  responses: number,
): BandChances {
  if (!groupsAreShown(stream, responses)) return { shown: 0, reliable: 0, partner: 0 };
  const alone = aloneChances(model, stream, { id, sensitivity }, group, responses);
  const least = model.leastShown(sensitivity, "u");
  const shares = bands.map((band) => model.profile[id]?.[band.id] ?? 0);
  const hidden = partnerChances({ responses, shares, least, missing: model.missing });
  const covers = hidden[bands.findIndex((band) => band.id === group)] ?? 0;
  const partner = Math.min(alone.shown, covers * model.placeShown(responses, group));
  // The band that covers is the smallest that would be shown, so first of all one with a mark.
  const flagged = Math.max(0, alone.shown - alone.reliable - partner);
  const shown = alone.shown - partner;
  return { shown, reliable: Math.max(0, shown - flagged), partner };
}

/** The chances of a band if none had to cover for another. */
function aloneChances(
  model: PlanModel,
  stream: Stream,
  { id, sensitivity }: Pick<ChoiceQuestion, "id" | "sensitivity">,
  group: string,
  responses: number,
): Omit<BandChances, "partner"> {
  if (!groupsAreShown(stream, responses)) return { shown: 0, reliable: 0 };
  const share = model.profile[id]?.[group] ?? 0;
  const place = model.placeShown(responses, group);
  const reaching = (mark: "u" | ""): number =>
    place * chanceOfBase(responses, share, model.leastShown(sensitivity, mark), model.missing);
  return { shown: reaching("u"), reliable: reaching("") };
}

/** The least number of responses with which a band is shown with a chance of 90 per cent. */
function neededFor(model: PlanModel, stream: Stream, question: ChoiceQuestion, group: string): number | null {
  const alone = (responses: number): boolean =>
    aloneChances(model, stream, question, group, responses).shown >= SHOWN_CHANCE;
  const shown = (responses: number): boolean =>
    chancesOf(model, stream, question, group, responses).shown >= SHOWN_CHANCE;
  const least: number = DISCLOSURE_RULES.place_responses_min;
  const enoughAlone = firstThat(alone, least - 1, 2);
  // The fewer are hidden, the more often a band covers for them, so it may take more than to be large enough alone.
  return enoughAlone === null || shown(enoughAlone) ? enoughAlone : firstThat(shown, enoughAlone, RAISE);
}

/** The first number after one that is not enough, searched in steps that grow by a factor; null above all that is asked. */
function firstThat(isEnough: (responses: number) => boolean, after: number, factor: number): number | null {
  let [low, high] = [after, after + 1];
  while (!isEnough(high)) {
    if (high > RESPONSES_MAX) return null;
    low = high;
    high = Math.ceil(high * factor);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function rangeOf(stream: Stream, base: number, designEffect: number): PlannedRange | null {
  const published = publishedBase(base);
  if (stream === "open" || published === 0) return null;
  return publishedRange(wilson(0.5, published / designEffect));
}
