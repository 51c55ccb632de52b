/**
 * What may honestly be said of a figure's uncertainty, by the kind of sample it comes from. Only a range that chance
 * explains is ever shown, and none where people chose themselves (AAPOR on opt-in surveys and margins of error).
 */
import type { Text } from "../questionnaire/types.ts";
import type { SampleType, WaveStream } from "../release/types.ts";

/** A sample whose figures have a range. `wording` has places for {low} and {high}, whole per cents. */
export interface RangedSample {
  readonly range: "confidence_interval" | "random_variation";
  readonly differencesTested: true;
  readonly wording: Text;
}

/** A sample whose figures have none: there is nothing in which a range could stand. */
export interface RangelessSample {
  readonly range: "none";
  readonly differencesTested: false;
  /** Has a place for {variables}, what the answers were weighted by. */
  readonly wording: Text;
  /** Words that appear nowhere near such figures, but for the sentence above, which denies one of them. Lower case. */
  readonly forbidden: { readonly en: readonly string[]; readonly cy: readonly string[] };
}

/** What holds for each sample type as declared. Ask `sampleRule` instead: an open link overrules its declaration. */
export const SAMPLE_RULES = {
  probability: {
    range: "confidence_interval",
    differencesTested: true,
    wording: {
      en: "95 per cent confidence interval: {low} to {high} per cent.",
      cy: "Cyfwng hyder 95 y cant: {low} i {high} y cant.",
    },
  },
  quota: {
    range: "random_variation",
    differencesTested: true,
    wording: {
      en: "{low} to {high} per cent: the range from random variation, assuming the weighted sample behaves like a random one. Other errors are not included.",
      cy: "{low} i {high} y cant: yr ystod oherwydd amrywiad ar hap, gan dybio bod y sampl wedi'i phwysoli yn ymddwyn fel sampl ar hap. Nid yw gwallau eraill wedi'u cynnwys.",
    },
  },
  "self-selected": {
    range: "none",
    differencesTested: false,
    wording: {
      en: "People chose themselves whether to answer this survey. We weighted the answers to match the area by {variables}, but cannot measure how those who answered differ from those who did not, so no margin of error can be calculated.",
      cy: "Y bobl eu hunain a ddewisodd a oeddent am ateb yr arolwg hwn. Rydym wedi pwysoli'r atebion i gyfateb i'r ardal yn ôl {variables}, ond ni allwn fesur sut mae'r bobl a atebodd yn wahanol i'r bobl nad atebodd, felly ni ellir cyfrifo lwfans gwall.",
    },
    forbidden: {
      en: ["margin of error", "±", "confidence", "representative"],
      cy: ["lwfans gwall", "±", "hyder", "cynrychioliadol", "gynrychioliadol", "chynrychioliadol", "nghynrychioliadol"],
    },
  },
  demonstration: {
    range: "confidence_interval",
    differencesTested: true,
    wording: {
      en: "Demonstration, with invented answers. 95 per cent confidence interval: {low} to {high} per cent.",
      cy: "Arddangosiad, gydag atebion dychmygol. Cyfwng hyder 95 y cant: {low} i {high} y cant.",
    },
  },
} as const satisfies Readonly<Record<SampleType, RangedSample | RangelessSample>>;

/** The stream of a figure, as far as it decides what may be said. */
export type SampledStream = Pick<WaveStream, "stream" | "sample_type">;

/** A range that may be shown, with the wording that must stand beside it. */
export interface ShownRange {
  readonly kind: RangedSample["range"];
  readonly low: number;
  readonly high: number;
  readonly wording: Text;
}

/**
 * What holds for a stream: an open link is self-selected, whatever it was declared as.
 * @example sampleRule({ stream: "open", sample_type: "probability" }).range // => "none"
 */
export function sampleRule({ stream, sample_type }: SampledStream): RangedSample | RangelessSample {
  return SAMPLE_RULES[stream === "open" ? "self-selected" : sample_type];
}

/**
 * The range of a figure with its wording; null where the sample allows none, so that there is nothing to show by
 * mistake. The limits are handed on as they are.
 * @example rangeFor({ stream: "open", sample_type: "quota" }, 40, 50) // => null
 */
export function rangeFor(stream: SampledStream, low: number, high: number): ShownRange | null {
  const { range, wording } = sampleRule(stream);
  return range === "none" ? null : { kind: range, low, high, wording };
}
