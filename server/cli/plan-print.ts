/** Plans as a table to read, as CSV and as JSON. Whole numbers but for the design effect. Pure. */
import { choiceQuestions } from "../../core/questionnaire/codebook.ts";
import { aligned } from "./aligned.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import { csvCell } from "../../core/release/csv.ts";
import type { PlannedGroup } from "../../core/release/plan-groups.ts";
import type { PlannedBand, PlannedPlace, PlannedRange } from "../../core/release/plan.ts";
import type { Stream } from "../../core/release/types.ts";
import type { NamedIntent } from "./plan-input.ts";

/** Everything that was planned, and what was taken for granted. */
export interface Plans {
  readonly questionnaire: Questionnaire;
  readonly missing: number;
  /** `typical`, or the name of a file. */
  readonly profile: string;
  readonly places: readonly { readonly intent: NamedIntent; readonly plan: PlannedPlace }[];
  readonly groups: readonly { readonly name: string; readonly stream: Stream; readonly plan: PlannedGroup }[];
}

/** Chances from here on are called likely. */
const LIKELY = 0.9;

/** What was assumed; one place band by band, or several in a line each; then the groups. */
export function plansAsTable(plans: Plans): string {
  const { places, groups } = plans;
  const [only] = places;
  const body = places.length === 1 && only !== undefined ? onePlace(plans, only) : manyPlaces(places);
  return [...assumptions(plans), "", ...body, ...(groups.length === 0 ? [] : ["", ...groupLines(groups)])].join("\n");
}

function assumptions({ questionnaire, missing, profile }: Plans): readonly string[] {
  const who =
    profile === "typical"
      ? "Profile: typical (older people answer more readily); --profile FILE.json says it better"
      : `Profile: ${profile}`;
  return [
    `Questionnaire: ${questionnaire.id} ${questionnaire.version}; ${percent(missing)} leave each question out`,
    who,
    "Shown: the chance of it by the rules of publication, when respondents come by chance from that profile",
    "Range: of a share of 50 per cent, at the base to expect",
  ];
}

function onePlace({ questionnaire }: Plans, { intent, plan }: Plans["places"][number]): readonly string[] {
  const rows = plan.bands.map((band) => [
    ...labels(questionnaire, band),
    String(band.base),
    percent(1 - band.withheld),
    percent(band.flagged),
    percent(band.withheld),
    percent(band.partner),
    rangeText(plan.shown === 0 ? null : band.range),
    band.needed === null ? "–" : String(band.needed),
  ]);
  const all = [
    ...["Everybody", "", String(plan.base), percent(plan.shown), "", percent(1 - plan.shown), ""],
    ...[rangeText(plan.shown === 0 ? null : plan.range), ""],
  ];
  const headings = ["by", "group", "base", "shown", "as u", "withheld", "as cover", "range", "responses for 90%"];
  return [
    `${intent.name}: ${intent.responses} responses, stream ${intent.stream}`,
    effectLine(plan),
    "",
    ...aligned([headings, all, ...rows], 2),
    "",
    "as u: shown with the mark of low reliability. as cover: large enough, but withheld so that a smaller group cannot",
    "be worked out. The place itself shows nothing where it cannot be weighted by four broad ages.",
  ];
}

function effectLine({ designEffect, designEffectFrom, step }: PlannedPlace): string {
  const from = {
    given: "as given",
    adults: "from the profile and the adults of the place",
    usual: "the usual one, since the adults of the place are not known; --population CODE says it better",
  }[designEffectFrom];
  return `Design effect ${designEffect.toFixed(1)}: ${from}${step === null ? "" : `; weighting step ${step}`}`;
}

function labels(questionnaire: Questionnaire, { by, group }: PlannedBand): readonly [string, string] {
  const question = choiceQuestions(questionnaire).find(({ id }) => id === by);
  return [question?.title.en ?? by, question?.bands?.find(({ id }) => id === group)?.label.en ?? group];
}

function manyPlaces(places: Plans["places"]): readonly string[] {
  const rows = places.map(({ intent, plan }) => [
    ...[intent.place, intent.name === intent.place ? "" : intent.name, intent.stream],
    ...[String(intent.responses), percent(plan.shown), String(plan.base), plan.designEffect.toFixed(1)],
    `${plan.bands.filter(({ withheld }) => 1 - withheld >= LIKELY).length} of ${plan.bands.length}`,
    rangeText(plan.shown === 0 ? null : plan.range),
  ]);
  const headings = ["place", "name", "stream", "responses", "shown", "base", "design effect", "groups likely", "range"];
  return aligned([headings, ...rows], 3);
}

function groupLines(groups: Plans["groups"]): readonly string[] {
  const rows = groups.map(({ name, stream, plan }) => [
    ...[plan.code, name, stream, String(plan.members), String(plan.short), plan.joined ? "yes" : "no"],
    ...[String(plan.blocks), plan.shown ? "yes" : "no", plan.covered === null ? "–" : `${plan.covered}%`],
    plan.bearsName ? "yes" : "no",
  ]);
  const headings = [
    ...["group", "name", "stream", "councils", "fall short", "joined", "blocks", "shown", "adults covered"],
    "bears its name",
  ];
  return ["If one council in five falls short:", ...aligned([headings, ...rows], 3)];
}

/**
 * A chance as a whole per cent; 0% and 100% only where it is so.
 * @example percent(0.004) // => "<1%"
 */
export function percent(chance: number): string {
  if (chance > 1e-9 && chance < 0.01) return "<1%";
  if (chance < 1 - 1e-9 && chance > 0.99) return ">99%";
  return `${Math.round(chance * 100)}%`;
}

function rangeText(range: PlannedRange | null): string {
  return range === null ? "–" : `${range.low}% – ${range.high}%`;
}

const CSV_COLUMNS = [
  ...["place", "name", "stream", "responses", "design_effect", "by", "group", "base"],
  ...["shown_percent", "flagged_percent", "withheld_percent", "cover_percent", "low", "high", "responses_needed"],
];

/** A row for everybody and for each band of each place; chances in whole per cents. */
export function plansAsCsv({ places }: Plans): string {
  const rows = places.flatMap(({ intent, plan }) => {
    const before = [intent.place, intent.name, intent.stream, intent.responses, plan.designEffect];
    const range = (one: PlannedRange | null): readonly (number | null)[] => [one?.low ?? null, one?.high ?? null];
    const whole = (chance: number): number => Math.round(chance * 100);
    const all = [
      ...["all", "all", plan.base, whole(plan.shown), null, whole(1 - plan.shown), null],
      ...range(plan.range),
    ];
    return [
      [...before, ...all, null],
      ...plan.bands.map((band) => [
        ...before,
        ...[band.by, band.group, band.base, whole(1 - band.withheld), whole(band.flagged), whole(band.withheld)],
        ...[whole(band.partner), ...range(band.range), band.needed],
      ]),
    ];
  });
  return [CSV_COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/** Everything, with chances from 0 to 1. */
export function plansAsJson({ questionnaire, missing, profile, places, groups }: Plans): string {
  const value = {
    assumptions: { questionnaire: questionnaire.id, version: questionnaire.version, missing, profile },
    places: places.map(({ intent, plan }) => ({
      ...{ place: intent.place, name: intent.name, stream: intent.stream, responses: intent.responses },
      ...{ shown: plan.shown, base: plan.base, range: plan.range },
      ...{ design_effect: plan.designEffect, design_effect_from: plan.designEffectFrom, weighting_step: plan.step },
      groups: plan.bands.map(({ needed, partner, ...band }) => ({ ...band, cover: partner, responses_needed: needed })),
    })),
    groups: groups.map(({ name, stream, plan: { bearsName, covered, ...plan } }) => ({
      ...{ name, stream, ...plan, population_covered: covered, bears_its_name: bearsName },
    })),
  };
  return JSON.stringify(value, null, 2);
}
