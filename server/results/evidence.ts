/** Figures published by others, as the pages of a place show them: never weighted, pooled or ranked with our own. */
import type { EvidenceFigure } from "../../client/components/EvidenceTable.tsx";
import type { EvidenceMark } from "../../client/models/trend.ts";
import type { Texts } from "../../client/text/en.ts";
import { districtsOf, groupsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import { asksInStandardWords } from "../../core/questionnaire/standard-wording.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import type { Services } from "../services/types.ts";
import { evidenceFigure, measureOf, whoOf } from "./evidence-figures.ts";

/** Published evidence on the place itself, then on what it is part of, newest first. */
export async function placeEvidence(
  { published }: Pick<Services, "published">,
  directory: PlaceDirectory,
  place: Place,
  texts: Texts,
  today: string,
): Promise<EvidenceFigure[]> {
  if (place.invented === true) return [];
  const all = await published.evidence({});
  const rows = aboutPlaces(all, [place.code, ...wholesOf(directory, place, today)]);
  rows.sort((first, second) => headlineFirst(first) - headlineFirst(second));
  return rows.map((row) => evidenceFigure(texts, row, directory, row.place_code === place.code));
}

/** Evidence on one answer to one question, of the place or of what it is part of, as marks over time, oldest first. */
export async function evidenceMarks(
  { published }: Pick<Services, "published">,
  directory: PlaceDirectory,
  place: Place,
  release: ReleaseDocument,
  question: string,
  answer: string,
  texts: Texts,
): Promise<readonly (EvidenceMark & { readonly id: string; readonly who: string; readonly how: string })[]> {
  if (place.invented === true || !asksInStandardWords(release.questionnaire, question)) return [];
  const measure = measureOf(answer);
  const rows = (await published.evidence({ question })).filter((row) => row.measure === measure);
  return aboutPlaces(rows, [place.code, ...wholesOf(directory, place, release.period_end)])
    .flatMap((row) =>
      row.share === null
        ? []
        : [
            {
              ...{ id: row.id, start: row.start, share: row.share, publisher: row.publisher },
              ...{ who: whoOf(texts, row, directory), how: row.mode },
            },
          ],
    )
    .reverse();
}

/** What holds the whole of a place: of a group that no other holds, what holds each of its districts. */
function wholesOf(directory: PlaceDirectory, place: Place, today: string): readonly string[] {
  const holding = groupsOf(directory, place.code, today).map(({ code }) => code);
  const ofDistricts = districtsOf(directory, place.code, today).map(
    ({ code }) => new Set(groupsOf(directory, code, today).map((group) => group.code)),
  );
  const [first, ...others] = ofDistricts;
  const common = [...(first ?? [])].filter((code) => others.every((groups) => groups.has(code)));
  return [...new Set([...holding, ...common])].filter((code) => code !== place.code);
}

function aboutPlaces(rows: readonly EvidenceRow[], codes: readonly string[]): EvidenceRow[] {
  return codes.flatMap((code) =>
    rows.filter((row) => row.place_code === code).sort((first, second) => (first.start < second.start ? 1 : -1)),
  );
}

function headlineFirst(row: EvidenceRow): number {
  return row.question === "decision_body" ? 0 : 1;
}
