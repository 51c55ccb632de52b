/** Published releases and evidence, kept in memory while that is safe: a release never changes. */
import { LRUCache } from "lru-cache";
import type { CompactRow } from "../../core/release/types.ts";
import type { Database } from "../storage/database.ts";
import { listEvidence } from "../storage/evidence.ts";
import { getReleasePart, listPublishedReleases, type Release, rowsOf } from "../storage/releases.ts";
import type { Published } from "./types.ts";

const CATALOGUE_KEPT_MS = 5000;
const ROWS_KEPT_MAX = 60_000;

/** What is kept across requests; plain data, so a Worker may share it. */
export interface PublishedMemory {
  catalogue: { until: number; releases: readonly Release[] } | null;
  readonly rows: LRUCache<string, readonly CompactRow[]>;
}

/** Empty memory, bounded by the number of rows that it holds. */
export function createPublishedMemory(): PublishedMemory {
  return {
    catalogue: null,
    rows: new LRUCache({ maxSize: ROWS_KEPT_MAX, sizeCalculation: (rows) => rows.length + 1 }),
  };
}

function filtered(rows: readonly CompactRow[], by: string | undefined): readonly CompactRow[] {
  return by === undefined ? rows : rows.filter((row) => row[4] === by);
}

/** Published releases over `office`, which is asked for anew since a Worker may not keep a client. */
export function createPublished(
  office: () => Database,
  now: () => number,
  memory: PublishedMemory = createPublishedMemory(),
): Published {
  async function releases(): Promise<readonly Release[]> {
    if (memory.catalogue !== null && now() < memory.catalogue.until) return memory.catalogue.releases;
    const fresh = await listPublishedReleases(office());
    memory.catalogue = { until: now() + CATALOGUE_KEPT_MS, releases: fresh };
    return fresh;
  }

  return {
    releases,
    async release(id) {
      return (await releases()).find((release) => release.id === id) ?? null;
    },
    async rows(id, kind, key, by) {
      const name = `${id} ${kind} ${key}`;
      const part = by === undefined ? undefined : memory.rows.get(`${name} ${by}`);
      const known = part ?? memory.rows.get(name);
      if (known !== undefined) return part ?? filtered(known, by);
      const release = (await releases()).find((one) => one.id === id);
      if (release === undefined) return null;
      const stored = await getReleasePart(office(), id, kind, key);
      if (stored === null) return null;
      const rows = await rowsOf(stored);
      // Where the whole has no room in the memory, its part has.
      memory.rows.set(name, rows);
      if (by === undefined) return rows;
      const wanted = filtered(rows, by);
      if (rows.length >= ROWS_KEPT_MAX) memory.rows.set(`${name} ${by}`, wanted);
      return wanted;
    },
    evidence: (filter) => listEvidence(office(), filter),
  };
}
