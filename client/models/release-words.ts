/** What has to be said with the figures of a release wherever they stand: in a page, in an image, in a file. */
import { inventionOf } from "../../core/release/invention.ts";
import { compositionOf } from "../../core/release/rows.ts";
import type { Composition, ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { sampleRule } from "../../core/estimation/sample-type.ts";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";

/** Invented residents in real places. */
export function isRehearsal(release: Pick<ReleaseDocument, "demonstration" | "streams">): boolean {
  return inventionOf(release) === "rehearsal";
}

/** Whether the answers of a release were given by nobody: those of the demonstration, and of a rehearsal. */
export function isInvented(release: Pick<ReleaseDocument, "demonstration" | "streams">): boolean {
  return inventionOf(release) !== null;
}

/** What is said inside each image of figures that nobody gave; empty where people gave them. */
export function releaseNote(
  texts: Pick<Texts, "demonstration" | "rehearsal">,
  release: Pick<ReleaseDocument, "demonstration" | "streams">,
): string {
  const invention = inventionOf(release);
  return invention === null ? "" : texts[invention];
}

/**
 * The quality label in one line: the survey, how people were asked, by whom the sample is made up, when, how the answers
 * were weighted, and where the sample allows no range, why.
 */
export function qualityLabel(texts: Texts, release: ReleaseDocument, row: ResultRow): string {
  const { place } = texts;
  const parts = [
    `${release.title[texts.language]}.`,
    place.quality(
      texts.modes[row.mode],
      texts.sampleTypes[row.sample_type],
      dayInWords(row.period_start, texts),
      dayInWords(row.period_end, texts),
    ),
    weightingInWords(texts, release, row),
    rangelessWords(texts, release, row),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** How the figures of a row were weighted; nothing where all of them are withheld. */
export function weightingInWords({ place }: Texts, release: ReleaseDocument, row: ResultRow): string {
  const steps = weightingOf(release, row);
  if (steps === undefined) return place.notWeighted;
  return steps.length === 0 ? "" : place.weighted(steps.map((step) => place.weightingSteps[step]));
}

/** Why there is no range, where the sample allows none; empty for others, and where all figures are withheld. */
export function rangelessWords({ language, place }: Texts, release: ReleaseDocument, row: ResultRow): string {
  const rule = sampleRule(row);
  const steps = weightingOf(release, row) ?? [];
  if (rule.range !== "none" || steps.length === 0) return "";
  const variables = steps.every((step) => step === "age4") ? place.weightedByAge : place.weightedByAgeAndSex;
  return rule.wording[language].replace("{variables}", variables);
}

/** The steps by which the districts of a row were weighted; undefined in releases of before weighting. */
function weightingOf(release: ReleaseDocument, row: ResultRow): Composition["weighting"] {
  const where = release.places.find(({ code }) => code === row.place_code);
  return where && compositionOf(where, row.stream, row.question)?.weighting;
}
