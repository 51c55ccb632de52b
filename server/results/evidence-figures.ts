/** Figures published by others, as pages show them. */
import type { EvidenceFigure } from "../../client/components/EvidenceTable.tsx";
import { placeName } from "../../client/pages/PlacesPage.tsx";
import type { Texts } from "../../client/text/en.ts";
import type { PlaceDirectory } from "../../core/place/directory.ts";
import { choiceQuestions } from "../../core/questionnaire/codebook.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import type { Services } from "../services/types.ts";

/** The questionnaire that names what evidence is about: its ids are those of the evidence. */
const STANDARD = { id: "lga-resident", version: 2 };

/** The questions that evidence is about. */
export async function evidenceQuestions({
  catalogue,
}: Pick<Services, "catalogue">): Promise<readonly ChoiceQuestion[]> {
  const standard = await catalogue.questionnaire(STANDARD.id, STANDARD.version);
  return standard === null ? [] : choiceQuestions(standard);
}

/** A figure of others in words. `own`: whether it is about the place of the page itself. */
export function evidenceFigure(
  texts: Texts,
  row: EvidenceRow,
  questions: readonly ChoiceQuestion[],
  directory: PlaceDirectory,
  own: boolean,
): EvidenceFigure {
  const question = questions.find(({ id }) => id === row.question);
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
  const [rows, questions, directory] = await Promise.all([
    services.published.evidence({ question }),
    evidenceQuestions(services),
    services.catalogue.directory(),
  ]);
  return rows
    .toSorted((first, second) => (first.start < second.start ? 1 : first.start > second.start ? -1 : 0))
    .map((row) => evidenceFigure(texts, row, questions, directory, false));
}
