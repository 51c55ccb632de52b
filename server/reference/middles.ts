/** What the maps of tiles are laid out from: the middles of England's districts of today, and of those of the demonstration. */
import { isDistrict } from "../../core/place/directory.ts";
import type { Middle } from "../../core/place/tile-layout.ts";
import type { Place } from "../../core/place/types.ts";
import { DEMONSTRATION_PLACES } from "../demonstration/geography.ts";
import { REFERENCE_PLACES } from "./tables.ts";

/** The middles of England's districts of today. */
export function englishMiddles(): readonly Middle[] {
  return middlesOf(REFERENCE_PLACES.filter(({ status, code }) => status === "current" && code.startsWith("E")));
}

/** The middles of the invented districts. */
export function demonstrationMiddles(): readonly Middle[] {
  return middlesOf(DEMONSTRATION_PLACES);
}

function middlesOf(places: readonly Place[]): Middle[] {
  return places.flatMap(({ kind, code, latitude, longitude }) =>
    isDistrict(kind) && latitude !== undefined && longitude !== undefined ? [{ code, latitude, longitude }] : [],
  );
}
