/** Figures published by others, as pages show them. */
import type { EvidenceFigure } from "../../client/components/EvidenceTable.tsx";
import { placeName } from "../../client/pages/PlacesPage.tsx";
import type { Texts } from "../../client/text/en.ts";
import type { PlaceDirectory } from "../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import type { Services } from "../services/types.ts";

/** What evidence calls an answer of ours: the top of a scale is `positive` there. */
export function measureOf(answer: string): string {
  return answer === "top_two" ? "positive" : answer;
}

/** A figure of others in words. `own`: whether it is about the place of the page itself. */
export function evidenceFigure(
  texts: Texts,
  row: EvidenceRow,
  directory: PlaceDirectory,
  own: boolean,
): EvidenceFigure {
  // The standard questionnaire names what evidence is about.
  const question = LGA_RESIDENT_SURVEY.questions.find(({ id }) => id === row.question);
  const option = question?.options.find(({ id }) => id === row.measure);
  return {
    id: row.id,
    on: row.question,
    answer: row.measure,
    own,
    people: row.population,
    question: question?.title[texts.language] ?? row.question,
    measure: option?.label[texts.language] ?? (row.measure === "positive" ? texts.evidence.positive : row.measure),
    start: row.start,
    when: row.period,
    who: whoOf(texts, row, directory),
    how: row.mode,
    share: row.share,
    publisher: row.publisher,
    source: row.source,
  };
}

/** Who was asked, with the place that they live in. */
export function whoOf(texts: Texts, { population, place_code }: EvidenceRow, directory: PlaceDirectory): string {
  const about = directory.by_code.get(place_code);
  return about === undefined ? population : `${population} (${placeName(texts, about)})`;
}

/** All that others have published on a question, newest first. */
export async function questionEvidence(
  services: Pick<Services, "catalogue" | "published">,
  texts: Texts,
  question: string,
): Promise<EvidenceFigure[]> {
  const [rows, directory] = await Promise.all([
    services.published.evidence({ question }),
    services.catalogue.directory(),
  ]);
  return rows
    .toSorted((first, second) => (first.start < second.start ? 1 : first.start > second.start ? -1 : 0))
    .map((row) => evidenceFigure(texts, row, directory, false));
}
