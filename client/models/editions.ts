/** Editions of a wave's release: the first one, and the corrections of it. Pages show the newest; none ever goes away. */
import type { Text } from "../../core/questionnaire/types.ts";
import { ukDay } from "../../core/release/days.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";

/** A published edition. */
export interface Edition {
  readonly document: ReleaseDocument;
  /** ISO 8601, UTC. */
  readonly publishedAt: string | null;
}

/** The newest edition of each wave, the wave with the latest answers first. */
export function newestEditions<Own extends Edition>(editions: readonly Own[]): readonly Own[] {
  return editions
    .filter(({ document }) => correctedEdition(editions, document) === null)
    .sort(({ document: first }, { document: second }) =>
      first.period_end === second.period_end
        ? first.id.localeCompare(second.id, "en")
        : first.period_end < second.period_end
          ? 1
          : -1,
    );
}

/** The newest edition that corrects one, or null where it is the newest itself. */
export function correctedEdition<Own extends Edition>(
  editions: readonly Own[],
  { wave, revision }: Pick<ReleaseDocument, "wave" | "revision">,
): Own | null {
  const later = editions.filter(({ document }) => document.wave === wave && document.revision > revision);
  return later.sort((first, second) => second.document.revision - first.document.revision)[0] ?? null;
}

/** The edition that holds in place of one that was corrected: why, and when that became public. */
export interface Correction {
  readonly id: string;
  readonly reason: Text;
  readonly on: string | null;
}

/** What corrects an edition; null where it is the newest itself. */
export function correctionOf(editions: readonly Edition[], release: ReleaseDocument): Correction | null {
  const corrected = correctedEdition(editions, release);
  if (corrected === null) return null;
  const { id, correction = { en: "", cy: "" } } = corrected.document;
  return { id, reason: correction, on: publishedOn(corrected) };
}

/** The day on which an edition became public; null where that is not known. */
export function publishedOn({ publishedAt }: Pick<Edition, "publishedAt">): string | null {
  return publishedAt === null || publishedAt === "" ? null : ukDay(new Date(publishedAt));
}
