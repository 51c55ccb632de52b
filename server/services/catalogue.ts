/** What `office` says about places, questionnaires and waves, kept in memory for a moment: it is read on every request. */
import { LRUCache } from "lru-cache";
import { createDirectory, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import type { Database } from "../storage/database.ts";
import { countCodesIssued } from "../storage/code-batches.ts";
import { WELSH_EDITION } from "../contract/edition.ts";
import { getWelshReview } from "../storage/welsh-review.ts";
import { getLook } from "../storage/looks.ts";
import { listPlaces } from "../storage/places.ts";
import { getQuestionnaire } from "../storage/questionnaires.ts";
import { getWave, listWaves, type Wave } from "../storage/waves.ts";
import { type ShownLook, shownLook } from "./look-style.ts";

/**
 * Reads that are kept: places and questionnaires for a minute, waves and looks for two seconds. That something is not
 * there is not kept, so whoever asks for names that nobody has pushes nothing out. Looks are asked for by places that
 * there are.
 */
export interface Catalogue {
  directory(): Promise<PlaceDirectory>;
  wave(id: string): Promise<Wave | null>;
  waves(): Promise<readonly Wave[]>;
  /** How many codes were issued in each place of a wave. */
  codesIssued(wave: string): Promise<ReadonlyMap<string, number>>;
  questionnaire(id: string, version: number): Promise<Questionnaire | null>;
  /** The look of a place, or null. `place` is the code of a place that there is. */
  look(place: string): Promise<ShownLook | null>;
  /** Whether a named person has reviewed the Welsh of the pages as it is now. */
  welshReviewed(): Promise<boolean>;
}

const PLACES_KEPT_MS = 60_000;
const WAVES_KEPT_MS = 2000;
const LOOKS_KEPT_MS = 2000;
const ITEMS_KEPT_MAX = 500;

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

  async function kept<Value>(store: Store, name: string, keptMs: number, read: () => Promise<Value>): Promise<Value> {
    const known = store.get(name);
    if (known !== undefined && now() < known.until) return known.value as Value;
    const under = reading.get(name);
    if (under !== undefined) return under as Promise<Value>;
    const fresh = read().then((value) => {
      if (value !== null) store.set(name, { until: now() + keptMs, value });
      return value;
    });
    if (!shareReads) return fresh;
    reading.set(name, fresh);
    return fresh.finally(() => reading.delete(name));
  }

  return {
    directory() {
      return kept(memory.lists, "directory", PLACES_KEPT_MS, async () => {
        const { places, memberships } = await listPlaces(office());
        return createDirectory(places, memberships);
      });
    },
    wave: (id) => kept(memory.items, `wave ${id}`, WAVES_KEPT_MS, () => getWave(office(), id)),
    waves: () => kept(memory.lists, "waves", WAVES_KEPT_MS, () => listWaves(office())),
    codesIssued: (id) => kept(memory.items, `codes ${id}`, WAVES_KEPT_MS, () => countCodesIssued(office(), id)),
    questionnaire(id, version) {
      const name = `questionnaire ${id} ${version}`;
      return kept(memory.items, name, PLACES_KEPT_MS, () => getQuestionnaire(office(), id, version));
    },
    async welshReviewed() {
      const read = async (): Promise<{ edition: string }> => ({
        edition: (await getWelshReview(office()))?.edition ?? "none",
      });
      return (await kept(memory.looks, "welsh review", PLACES_KEPT_MS, read)).edition === WELSH_EDITION;
    },
    async look(place) {
      // Most places have none, which is kept too: it is asked for with every start page.
      const read = async (): Promise<{ shown: ShownLook | null }> => {
        const look = await getLook(office(), place);
        return { shown: look && (await shownLook(place, look)) };
      };
      return (await kept(memory.looks, `look ${place}`, LOOKS_KEPT_MS, read)).shown;
    },
  };
}

interface Kept {
  readonly until: number;
  readonly value: unknown;
}

interface Store {
  get(name: string): Kept | undefined;
  set(name: string, kept: Kept): unknown;
}

/** What a catalogue keeps, by name: the lists, and a bounded number of single things that push out only each other. */
export interface CatalogueMemory {
  readonly lists: Map<string, Kept>;
  readonly items: LRUCache<string, Kept>;
  readonly looks: LRUCache<string, Kept>;
}

/** Empty memory for a catalogue; a Worker keeps one across requests, since plain data may be shared. */
export function createMemory(): CatalogueMemory {
  const items = (): LRUCache<string, Kept> => new LRUCache({ max: ITEMS_KEPT_MAX });
  return { lists: new Map(), items: items(), looks: items() };
}
