/** What has to be said with the figures of a release wherever they stand: in a page, in an image, in a file. */
import { compositionOf } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { sampleRule } from "../../core/estimation/sample-type.ts";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";

/** Invented residents in real places. */
export function isRehearsal({ demonstration, streams }: Pick<ReleaseDocument, "demonstration" | "streams">): boolean {
  return !demonstration && streams.some(({ sample_type }) => sample_type === "demonstration");
}

/** Whether the answers of a release were given by nobody: those of the demonstration, and of a rehearsal. */
export function isInvented(release: Pick<ReleaseDocument, "demonstration" | "streams">): boolean {
  return release.demonstration || isRehearsal(release);
}

/** What is said inside each image of figures that nobody gave; empty where people gave them. */
export function releaseNote(
  texts: Pick<Texts, "demonstration" | "rehearsal">,
  release: Pick<ReleaseDocument, "demonstration" | "streams">,
): string {
  if (release.demonstration) return texts.demonstration;
  return isRehearsal(release) ? texts.rehearsal : "";
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
  const steps = stepsOf(release, row);
  if (steps === undefined) return place.notWeighted;
  return steps.length === 0 ? "" : place.weighted(steps.map((step) => place.weightingSteps[step]));
}

/** Why there is no range, where the sample allows none. */
function rangelessWords({ language, place }: Texts, release: ReleaseDocument, row: ResultRow): string {
  const rule = sampleRule(row);
  const steps = stepsOf(release, row) ?? [];
  if (rule.range !== "none" || steps.length === 0) return "";
  const variables = steps.every((step) => step === "age4") ? place.weightedByAge : place.weightedByAgeAndSex;
  return rule.wording[language].replace("{variables}", variables);
}

function stepsOf(
  release: ReleaseDocument,
  row: ResultRow,
): NonNullable<ReturnType<typeof compositionOf>>["weighting"] | undefined {
  const where = release.places.find(({ code }) => code === row.place_code);
  return where && compositionOf(where, row.stream, row.question)?.weighting;
}
