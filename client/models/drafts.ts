/**
 * Answers that a resident has chosen to keep on their own device: for a day, under the survey's name, and never the code
 * of a letter, which would lead from the device to an address.
 */
import type { Draft } from "./survey-model.ts";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Where drafts are kept: the browser's own storage, or something like it. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The draft of one survey. */
export interface Drafts {
  /** Keeps a draft for a day from now. False where the browser keeps nothing. */
  save(draft: Draft): boolean;
  /** The draft, or null where there is none, or none that is younger than a day: such a one is removed. */
  read(): Draft | null;
  remove(): void;
}

/** Drafts of a survey. `version` is that of what is asked: a draft of another version is no draft. */
export function createDrafts(storage: () => DraftStorage, survey: string, version: string, now: () => number): Drafts {
  const name = `soundings ${survey}`;
  const attempt = <Value>(what: (kept: DraftStorage) => Value, otherwise: Value): Value => {
    try {
      return what(storage());
    } catch {
      // A browser may refuse storage altogether.
      return otherwise;
    }
  };
  const remove = (): void => attempt((kept) => kept.removeItem(name), undefined);
  return {
    save: (draft) =>
      attempt((kept) => {
        kept.setItem(name, JSON.stringify({ version, until: now() + KEPT_MS, draft }));
        return true;
      }, false),
    read() {
      const kept = attempt((from) => {
        const text = from.getItem(name);
        return text === null ? null : (JSON.parse(text) as { version: string; until: number; draft: Draft });
      }, null);
      if (kept !== null && kept.version === version && kept.until > now()) return kept.draft;
      remove();
      return null;
    },
    remove,
  };
}
