/** Drafts that are older than a day are removed by every script of ours, whatever page it stands on. */

/** Where drafts are kept: the browser's own storage, or something like it, whose members are its names. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What the names of all drafts begin with. */
export const DRAFT_PREFIX = "soundings ";

/** Removes every draft whose day is over, and what is no draft under our name. */
export function sweepDrafts(storage: DraftStorage, now: number): void {
  for (const name of Object.keys(storage).filter((one) => one.startsWith(DRAFT_PREFIX))) {
    if (!(untilOf(storage.getItem(name)) > now)) storage.removeItem(name);
  }
}

function untilOf(kept: string | null): number {
  try {
    return Number((JSON.parse(kept ?? "{}") as { until?: unknown }).until);
  } catch {
    return 0;
  }
}
