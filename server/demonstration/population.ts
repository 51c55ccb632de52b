/** How many people of each sex and age live in the invented councils: what their answers are weighted to. */
import type { PopulationByAge } from "../reference/population.ts";
import type { Setting } from "./geography-table.ts";
import { DEMONSTRATION_PLACES, DEMONSTRATION_SETTINGS } from "./geography.ts";
import { bell, createChance } from "./random.ts";

/**
 * Residents of each year of age, 0 to 89 and then 90 and over, of ten thousand of both sexes: those of all districts of
 * England and Wales in mid-2024 that the census classification counts as urban, and of those that it counts as rural
 * (`server/reference/population.json` and the classes in `memberships.json`), added up and rounded.
 */
const PROFILES: Readonly<Record<Setting, PopulationByAge>> = {
  urban: {
    female: [
      50, 51, 54, 54, 56, 56, 57, 58, 60, 59, 59, 60, 61, 61, 60, 60, 60, 58, 58, 62, 64, 63, 63, 63, 65, 69, 71, 72,
      71, 72, 74, 74, 75, 76, 76, 76, 76, 75, 74, 73, 70, 70, 69, 69, 69, 66, 61, 59, 60, 60, 61, 62, 64, 66, 64, 65,
      65, 65, 64, 64, 63, 61, 59, 57, 54, 52, 50, 48, 46, 44, 44, 43, 42, 41, 42, 42, 44, 47, 35, 33, 32, 30, 26, 22,
      23, 21, 20, 18, 16, 14, 55,
    ],
    male: [
      52, 54, 57, 56, 58, 59, 60, 61, 62, 62, 62, 63, 65, 65, 63, 63, 64, 62, 62, 66, 67, 66, 65, 66, 67, 69, 70, 71,
      69, 70, 71, 70, 72, 72, 72, 70, 70, 69, 69, 68, 66, 65, 65, 65, 66, 63, 59, 57, 58, 59, 59, 61, 62, 64, 62, 63,
      63, 63, 62, 61, 60, 58, 57, 54, 52, 50, 48, 46, 43, 41, 40, 39, 37, 37, 37, 37, 38, 40, 30, 28, 27, 24, 20, 17,
      17, 16, 14, 12, 10, 9, 28,
    ],
  },
  rural: {
    female: [
      40, 42, 45, 46, 48, 49, 50, 51, 53, 53, 54, 55, 57, 57, 57, 56, 57, 55, 52, 42, 37, 37, 41, 45, 46, 48, 50, 51,
      51, 54, 56, 57, 60, 62, 62, 62, 63, 62, 61, 61, 60, 60, 60, 61, 61, 60, 55, 55, 57, 60, 63, 66, 71, 74, 72, 76,
      76, 78, 79, 79, 79, 77, 75, 73, 70, 69, 68, 65, 63, 61, 62, 61, 59, 59, 61, 62, 65, 70, 53, 50, 49, 44, 38, 33,
      32, 30, 28, 25, 22, 19, 78,
    ],
    male: [
      41, 44, 47, 48, 50, 52, 53, 54, 56, 55, 56, 58, 60, 60, 60, 59, 60, 58, 55, 47, 43, 44, 46, 48, 50, 51, 51, 51,
      51, 52, 54, 54, 57, 58, 58, 58, 60, 58, 58, 58, 56, 57, 57, 57, 58, 56, 52, 52, 54, 57, 59, 62, 66, 70, 68, 71,
      71, 74, 74, 75, 74, 74, 72, 70, 68, 66, 64, 62, 59, 57, 58, 56, 54, 55, 55, 56, 59, 63, 47, 44, 43, 38, 32, 26,
      26, 23, 21, 18, 15, 13, 41,
    ],
  },
};

const SEED = "soundings population";
/** How far the ages of places differ: in a usual one by so much at either end of life, the other way round. */
const TILT = 0.05;
const TILT_AROUND_YEARS = 45;

/**
 * The residents of an invented district by sex and single year of age, as `populationOf` gives those of a real one;
 * undefined for any other code. They add up to the place's population.
 */
export function demonstrationPopulationOf(code: string): PopulationByAge | undefined {
  const setting = DEMONSTRATION_SETTINGS.get(code);
  const residents = DEMONSTRATION_PLACES.find((place) => place.code === code)?.population;
  if (setting === undefined || residents === undefined) return undefined;
  const { female, male } = PROFILES[setting];
  const tilt = TILT * bell(createChance(`${SEED} ${code}`));
  const tilted = [...female, ...male].map(
    (share, at) => share * (1 + (tilt * ((at % female.length) - TILT_AROUND_YEARS)) / TILT_AROUND_YEARS),
  );
  const counts = sharedOut(tilted, residents);
  return { female: counts.slice(0, female.length), male: counts.slice(female.length) };
}

/** Whole numbers in proportion to shares that add up to a total: those that lose most by rounding down get the rest. */
function sharedOut(shares: readonly number[], total: number): readonly number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  const exact = shares.map((share) => (share / sum) * total);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((all, count) => all + count, 0);
  const rest = (at: number): number => (exact[at] ?? 0) - (counts[at] ?? 0);
  const order = Array.from(exact.keys()).sort((first, second) => rest(second) - rest(first) || first - second);
  for (const at of order.slice(0, left)) counts[at] = (counts[at] ?? 0) + 1;
  return counts;
}
