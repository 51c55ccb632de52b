/** The councils most like one: by the reference's own open measure, and in the demonstration by a simpler one. */
import { groupsOf, isDistrict, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import { NEIGHBOURS } from "../reference/neighbours.ts";

/** So many invented councils are said to be like one; the reference has fifteen for each real one. */
const INVENTED_NEIGHBOURS = 8;

/** The codes of the councils most like a place, nearest first; none for groups and where nothing is known. */
export function neighboursOf(directory: PlaceDirectory, place: Place, today: string): readonly string[] {
  if (!isDistrict(place.kind)) return [];
  if (place.invented === true) return inventedNeighbours(directory, place, today);
  return (NEIGHBOURS.get(place.code) ?? []).map(([code]) => code);
}

/** Councils of the same number of tiers, by their residents and by being a town or the country. */
function inventedNeighbours(directory: PlaceDirectory, place: Place, today: string): readonly string[] {
  const distance = (other: Place): number =>
    Math.abs(Math.log((other.population ?? 1) / (place.population ?? 1))) +
    (classOf(directory, other, today) === classOf(directory, place, today) ? 0 : 1);
  return [...directory.by_code.values()]
    .filter((one) => one.invented === true && isDistrict(one.kind) && one.code !== place.code)
    .filter((one) => (one.county_code === undefined) === (place.county_code === undefined))
    .map((one) => [one.code, distance(one)] as const)
    .sort(([, first], [, second]) => first - second)
    .slice(0, INVENTED_NEIGHBOURS)
    .map(([code]) => code);
}

function classOf(directory: PlaceDirectory, place: Place, today: string): string {
  return groupsOf(directory, place.code, today)
    .filter(({ kind }) => kind === "class")
    .map(({ code }) => code)
    .join();
}
