/** Runs the cases of a folder against the core: which family a case belongs to, and how near we are to it. */
import { compare, type Comparison, noComparison, type Tolerance } from "./compare.ts";
import {
  cellCounts,
  domainsAndTests,
  multiselectAndScores,
  specialFunctions,
  wavesAndTrends,
} from "./families/comparing.ts";
import {
  awkwardMargins,
  extremes,
  households,
  missingDemographics,
  publicData,
  raking,
  trimming,
} from "./families/raking.ts";
import { smallAreas } from "./families/small-areas.ts";
import { isRecord, type Json, type JsonRecord, number, record } from "./json.ts";

type Family = (input: JsonRecord, expected: JsonRecord) => JsonRecord;

/** The families by the number in a case's id. */
const FAMILIES: Readonly<Record<string, Family>> = {
  "01": raking,
  "02": publicData,
  "03": trimming,
  "04": missingDemographics,
  "05": awkwardMargins,
  "06": extremes,
  "07": domainsAndTests,
  "08": wavesAndTrends,
  "09": multiselectAndScores,
  "10": smallAreas,
  "11": specialFunctions,
  "12": cellCounts,
  "13": households,
};

/** What a case brought; `problem` where it could not be run at all. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly comparison: Comparison;
  readonly problem: string | null;
}

/** Whether every number of a case is within its tolerance, and there is at least one. */
export function passed({ comparison, problem }: CaseResult): boolean {
  return problem === null && comparison.numbers > 0 && comparison.mismatches.length === 0;
}

/** Computes a case and compares it. Nothing thrown: what goes wrong is the case's result. */
export function checkCase(name: string, text: string): CaseResult {
  const comparison = noComparison();
  try {
    const file = record(JSON.parse(text) as Json, "outline");
    const id = typeof file["id"] === "string" ? file["id"] : name;
    const title = typeof file["title"] === "string" ? file["title"] : "";
    const familyNumber = familyOf(id) ?? familyOf(name) ?? "";
    const family = FAMILIES[familyNumber];
    if (family === undefined) return { id, title, comparison, problem: "its id has the number of no family" };
    const expected = record(file["expected"], "expected values");
    const got = family(isRecord(file["input"]) ? file["input"] : {}, expected);
    compare(comparison, expected, got, toleranceOf(record(file["tolerance"], "tolerance"), familyNumber));
    return { id, title, comparison, problem: null };
  } catch (error) {
    return { id: name, title: "", comparison, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The first two digits that stand by themselves: `07-wards`, `more-07b`. */
function familyOf(name: string): string | undefined {
  return /(?<!\d)\d\d(?!\d)/u.exec(name)?.[0];
}

const P_VALUE_RELATIVE = 1e-8;
const SMALL_AREAS = "10";

function toleranceOf(stated: JsonRecord, family: string): Tolerance {
  const relative = number(stated[family === SMALL_AREAS ? "small_area_relative" : "weights_relative"], "tolerance");
  return {
    absolute: number(stated["absolute"], "tolerance"),
    relative,
    pValueRelative: Math.max(P_VALUE_RELATIVE, relative),
    iterativeAbsolute: number(stated["glm_logit_and_likelihood_absolute"], "tolerance"),
  };
}
