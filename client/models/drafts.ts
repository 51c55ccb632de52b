/**
 * Answers that a resident has chosen to keep on their own device: for a day, each survey under its submission id, so that
 * nobody's draft takes another's place; and never the code of a letter, which would lead from the device to an address.
 */
import { sweepDrafts, type DraftStorage, DRAFT_PREFIX } from "./draft-sweep.ts";
import type { Draft } from "./survey-model.ts";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** The drafts of one survey. */
export interface Drafts {
  /** Keeps a draft for a day from now. False where the browser keeps nothing. */
  save(draft: Draft): boolean;
  /** The last draft of this survey that was kept, or null. */
  read(): Draft | null;
  /** Removes the draft of a submission id; without one all of this survey. */
  remove(id?: string): void;
}

interface Kept {
  readonly version: string;
  readonly until: number;
  readonly draft: Draft;
}

/** Drafts of a survey. `version` is that of what is asked: a draft of another version is no draft. */
export function createDrafts(storage: () => DraftStorage, survey: string, version: string, now: () => number): Drafts {
  const prefix = `${DRAFT_PREFIX}${survey} `;
  const attempt = <Value>(what: (kept: DraftStorage) => Value, otherwise: Value): Value => {
    try {
      return what(storage());
    } catch {
      // A browser may refuse storage altogether.
      return otherwise;
    }
  };
  const names = (kept: DraftStorage): string[] => Object.keys(kept).filter((name) => name.startsWith(prefix));
  return {
    save: (draft) =>
      attempt((kept) => {
        kept.setItem(prefix + draft.id, JSON.stringify({ version, until: now() + KEPT_MS, draft }));
        return true;
      }, false),
    read: () =>
      attempt((kept) => {
        sweepDrafts(kept, now());
        const found = names(kept).map((name) => JSON.parse(kept.getItem(name) ?? "") as Kept);
        const own = found.filter((one) => one.version === version).sort((first, second) => second.until - first.until);
        return own[0]?.draft ?? null;
      }, null),
    remove: (id) =>
      attempt((kept) => {
        for (const name of names(kept)) if (id === undefined || name === prefix + id) kept.removeItem(name);
      }, undefined),
  };
}
