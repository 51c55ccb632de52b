/** What `office` says about places, questionnaires and waves, kept in memory for a moment: it is read on every request. */
import { createDirectory, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import type { Database } from "../storage/database.ts";
import { listPlaces } from "../storage/places.ts";
import { getQuestionnaire } from "../storage/questionnaires.ts";
import { getWave, listWaves, type Wave } from "../storage/waves.ts";

/** Reads that are kept: places for a minute, waves for two seconds, questionnaires (which a wave froze) for good. */
export interface Catalogue {
  directory(): Promise<PlaceDirectory>;
  wave(id: string): Promise<Wave | null>;
  waves(): Promise<readonly Wave[]>;
  questionnaire(id: string, version: number): Promise<Questionnaire | null>;
}

const PLACES_KEPT_MS = 60_000;
const WAVES_KEPT_MS = 2000;
const KEPT_MAX = 2000;

/**
 * A catalogue over `office` and a clock. `office` is asked for anew, since a Worker may not keep a client. `shareReads`
 * lets requests that find the same thing stale wait for one read (Node); a Worker's request may not wait for another's.
 */
export function createCatalogue(
  office: () => Database,
  now: () => number,
  { memory = createMemory(), shareReads = false }: { memory?: CatalogueMemory; shareReads?: boolean } = {},
): Catalogue {
  const reading = new Map<string, Promise<unknown>>();

  async function kept<Value>(name: string, keptMs: number, read: () => Promise<Value>): Promise<Value> {
    const known = memory.get(name);
    if (known !== undefined && now() < known.until) return known.value as Value;
    const under = reading.get(name);
    if (under !== undefined) return under as Promise<Value>;
    const fresh = read().then((value) => {
      if (memory.size > KEPT_MAX) memory.clear();
      memory.set(name, { until: now() + keptMs, value });
      return value;
    });
    if (!shareReads) return fresh;
    reading.set(name, fresh);
    return fresh.finally(() => reading.delete(name));
  }

  return {
    directory() {
      return kept("directory", PLACES_KEPT_MS, async () => {
        const { places, memberships } = await listPlaces(office());
        return createDirectory(places, memberships);
      });
    },
    wave: (id) => kept(`wave ${id}`, WAVES_KEPT_MS, () => getWave(office(), id)),
    waves: () => kept("waves", WAVES_KEPT_MS, () => listWaves(office())),
    questionnaire(id, version) {
      return kept(`questionnaire ${id} ${version}`, PLACES_KEPT_MS, () => getQuestionnaire(office(), id, version));
    },
  };
}

/** What a catalogue keeps, by name. */
export type CatalogueMemory = Map<string, { readonly until: number; readonly value: unknown }>;

/** Empty memory for a catalogue; a Worker keeps one across requests, since plain data may be shared. */
export function createMemory(): CatalogueMemory {
  return new Map();
}
