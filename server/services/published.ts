/** Published releases and evidence, kept in memory while that is safe: a release never changes. */
import { LRUCache } from "lru-cache";
import type { CompactRow } from "../../core/release/types.ts";
import type { Database } from "../storage/database.ts";
import { listEvidence } from "../storage/evidence.ts";
import { getReleasePart, listPublishedReleases, type Release, rowsOf } from "../storage/releases.ts";
import { publishedFile } from "./release-files.ts";
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

  async function release(id: string): Promise<Release | null> {
    return (await releases()).find((one) => one.id === id) ?? null;
  }

  async function rows(id: string, kind: "place" | "question", key: string): Promise<readonly CompactRow[] | null> {
    const name = `${id} ${kind} ${key}`;
    const known = memory.rows.get(name);
    if (known !== undefined) return known;
    if ((await release(id)) === null) return null;
    const part = await getReleasePart(office(), id, kind, key);
    if (part === null) return null;
    const read = await rowsOf(part);
    memory.rows.set(name, read);
    return read;
  }

  return {
    ...{ releases, release, rows },
    async everybody(id, question) {
      // A national question has more rows than are kept, and its pages need those of everybody alone.
      const name = `${id} everybody ${question}`;
      const known = memory.rows.get(name);
      if (known !== undefined) return known;
      const all = (await rows(id, "question", question))?.filter((row) => row[4] === "all");
      if (all !== undefined) memory.rows.set(name, all);
      return all ?? null;
    },
    file: (of, name) => publishedFile(office(), of, name, (id, place) => rows(id, "place", place)),
    evidence: (filter) => listEvidence(office(), filter),
  };
}
