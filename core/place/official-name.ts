import type { Language } from "../questionnaire/types.ts";
import type { Place } from "./types.ts";

/**
 * What a council calls itself, as questions name it: in Welsh its Welsh name where it has one, else the English one.
 * @example officialName({ name: "Guildford", official_name: "Guildford Borough Council" }, "cy") // => "Guildford Borough Council"
 */
export function officialName(
  place: Pick<Place, "name" | "name_cy" | "official_name" | "official_name_cy">,
  language: Language,
): string {
  const english = place.official_name ?? place.name;
  return language === "cy" ? (place.official_name_cy ?? place.name_cy ?? english) : english;
}
