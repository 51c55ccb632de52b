import { existsOn, isDistrict, placeOf } from "./directory.ts";
import type { PlaceDirectory } from "./directory.ts";
import type { Place, PlaceKind } from "./types.ts";

/** What narrows a search for places. */
export interface PlaceSearch {
  /** One kind or several. */
  readonly kind?: PlaceKind | readonly PlaceKind[];
  /** The code of a group that must hold the place, on any day or on the day of `on`. */
  readonly within?: string;
  /** Places that exist on this day; without it, those whose status is `current`. */
  readonly on?: string;
  /** How many to give at most; 10 unless told. */
  readonly limit?: number;
}

/** A place that was found, and the name that led to it. */
export interface FoundPlace {
  readonly place: Place;
  readonly matched: string;
  /** True if the name is that of a place which this one replaced. */
  readonly former: boolean;
}

/** Words that people add or leave out without meaning another place. */
const LOOSE_WORDS = new Set(
  "the of and council cyngor county borough district city metropolitan royal unitary authority".split(" "),
);

const FORMER = 10;

/** Lower case, without accents and apostrophes, other signs as spaces, with the usual variants made one. */
function fold(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036F'\u2018\u2019]/g, "")
    .toLowerCase();
  const words = plain.split(/[^a-z0-9]+/);
  const spelled = words.map((word) => (word === "saint" ? "st" : word === "upon" ? "on" : word));
  return spelled.filter((word) => word !== "" && word !== "council" && word !== "cyngor").join(" ");
}

function tightWords(folded: string): readonly string[] {
  const words = folded.split(" ");
  const telling = words.filter((word) => !LOOSE_WORDS.has(word));
  return telling.length === 0 ? words : telling;
}

/** How well a name answers: 0 the same, 1 the same but for loose words, 2 it begins so, 3 every word begins one of its words. */
function closeness(query: string, name: string): number | undefined {
  const asked = tightWords(query);
  const offered = tightWords(name);
  if (query === name) return 0;
  if (asked.join("") === offered.join("")) return 1;
  if (offered.join("").startsWith(asked.join(""))) return 2;
  const words = name.split(" ");
  return asked.every((word) => words.some((other) => other.startsWith(word))) ? 3 : undefined;
}

function namesOf(place: Place): readonly string[] {
  return [place.name, place.name_cy, place.official_name, place.official_name_cy].filter((name) => name !== undefined);
}

function forebears(directory: PlaceDirectory, place: Place, found: Set<Place>): Set<Place> {
  for (const before of directory.predecessors.get(place.code) ?? []) {
    if (found.has(before)) continue;
    found.add(before);
    forebears(directory, before, found);
  }
  return found;
}

interface Answer extends FoundPlace {
  readonly score: number;
}

function better(best: Answer | undefined, answer: Answer): Answer {
  return best === undefined || answer.score < best.score ? answer : best;
}

function bestName(directory: PlaceDirectory, place: Place, query: string): Answer | undefined {
  let best: Answer | undefined;
  const consider = (name: string, former: boolean): void => {
    const score = closeness(query, fold(name));
    if (score !== undefined)
      best = better(best, { place, matched: name, former, score: former ? score + FORMER : score });
  };
  for (const name of namesOf(place)) consider(name, false);
  if (best !== undefined) return best;
  for (const before of forebears(directory, place, new Set())) {
    for (const name of namesOf(before)) consider(name, true);
  }
  return best;
}

function holds(
  directory: PlaceDirectory,
  group: string,
  code: string,
  on: string | undefined,
  seen: Set<string>,
): boolean {
  if (seen.has(code)) return false;
  seen.add(code);
  return (directory.groups.get(code) ?? []).some((membership) => {
    const begun = on === undefined || (membership.valid_from ?? on) <= on;
    const open = on === undefined || (membership.valid_to ?? on) >= on;
    if (membership.role !== "area" || !begun || !open) return false;
    return membership.group === group || holds(directory, group, membership.group, on, seen);
  });
}

function admits(directory: PlaceDirectory, place: Place, search: PlaceSearch): boolean {
  const kinds = search.kind === undefined ? undefined : [search.kind].flat();
  if (kinds !== undefined && !kinds.includes(place.kind)) return false;
  if (search.on === undefined ? place.status !== "current" : !existsOn(place, search.on)) return false;
  if (search.within === undefined) return true;
  const group = placeOf(directory, search.within)?.code ?? search.within;
  return holds(directory, group, place.code, search.on, new Set());
}

/** Councils before other places, of one kind as much as of another; then by name, then by code. */
function order(first: Answer, second: Answer): number {
  if (first.score !== second.score) return first.score - second.score;
  const rank = (place: Place): number => (isDistrict(place.kind) ? 0 : place.kind === "county" ? 1 : 2);
  if (rank(first.place) !== rank(second.place)) return rank(first.place) - rank(second.place);
  if (first.place.name !== second.place.name) return first.place.name < second.place.name ? -1 : 1;
  return first.place.code < second.place.code ? -1 : 1;
}

/**
 * Finds places by their name, Welsh name, official name or the name of a place that they replaced, best first. Case,
 * accents, punctuation, "council", "and" or "&", "saint" or "st" make no difference, and the beginnings of words are
 * enough. An empty query finds nothing. Every place that existing names answer comes before those found by a former name.
 * @example
 * searchPlaces(directory, "kings lynn & west") // => [{ place: King's Lynn and West Norfolk, ... }]
 */
export function searchPlaces(
  directory: PlaceDirectory,
  query: string,
  search: PlaceSearch = {},
): readonly FoundPlace[] {
  const folded = fold(query);
  if (folded === "") return [];
  const answers: Answer[] = [];
  for (const place of directory.by_code.values()) {
    const answer = admits(directory, place, search) ? bestName(directory, place, folded) : undefined;
    if (answer !== undefined) answers.push(answer);
  }
  const chosen = answers.sort(order).slice(0, search.limit ?? 10);
  return chosen.map(({ place, matched, former }) => ({ place, matched, former }));
}
