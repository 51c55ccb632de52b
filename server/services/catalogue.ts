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
const WAVES_KEPT_MAX = 1000;

/** A catalogue over `office` and a clock. `office` is asked for anew, since a Worker may not keep a client. */
export function createCatalogue(office: () => Database, now: () => number, memory = createMemory()): Catalogue {
  return {
    directory() {
      return kept(memory.directory, "all", PLACES_KEPT_MS, now(), async () => {
        const { places, memberships } = await listPlaces(office());
        return createDirectory(places, memberships);
      });
    },
    wave(id) {
      if (memory.wave.size > WAVES_KEPT_MAX) memory.wave.clear();
      return kept(memory.wave, id, WAVES_KEPT_MS, now(), () => getWave(office(), id));
    },
    waves() {
      return kept(memory.waves, "all", WAVES_KEPT_MS, now(), () => listWaves(office()));
    },
    questionnaire(id, version) {
      return kept(memory.questionnaire, `${id} ${version}`, PLACES_KEPT_MS, now(), () =>
        getQuestionnaire(office(), id, version),
      );
    },
  };
}

type Memory = Map<string, { readonly until: number; readonly value: unknown }>;

/** Empty memory for a catalogue; a Worker keeps one across requests, since plain data may be shared. */
export function createMemory(): Record<"directory" | "wave" | "waves" | "questionnaire", Memory> {
  return { directory: new Map(), wave: new Map(), waves: new Map(), questionnaire: new Map() };
}

async function kept<Value>(
  memory: Memory,
  name: string,
  keptMs: number,
  now: number,
  read: () => Promise<Value>,
): Promise<Value> {
  const known = memory.get(name);
  if (known !== undefined && now < known.until) return known.value as Value;
  const value = await read();
  memory.set(name, { until: now + keptMs, value });
  return value;
}
