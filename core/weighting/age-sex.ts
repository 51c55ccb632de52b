/** The margins of a place: its adults by age and sex, banded as the questionnaire bands age. */

/** An age band of a questionnaire, in whole years, both ends included; the last one has no end. */
export interface AgeBandYears {
  readonly id: string;
  readonly from_years: number;
  readonly to_years: number | null;
}

/** How many residents of one sex are in one age band. */
export interface AgeSexCount {
  readonly age: string;
  readonly sex: string;
  readonly population: number;
}

/** An age band made of the questionnaire's own. */
export interface BroadAge {
  readonly id: string;
  readonly members: readonly string[];
}

/** The last years of the broad bands: to 34, 35 to 54, 55 to 64; then 65 and over. */
const BROAD_ENDS: readonly number[] = [34, 54, 64, Number.POSITIVE_INFINITY];

/**
 * Counts residents by band and sex from single years of age (the last entry is "that age and over"). Who is younger
 * than the first band is counted nowhere: that is the age floor of the wave.
 * @example ageSexCounts({ female: [5, 6, 7], male: [1, 2, 3] }, [{ id: "adult", from_years: 1, to_years: null }], { female: "f", male: "m" }) // => [{ age: "adult", sex: "f", population: 13 }, { age: "adult", sex: "m", population: 5 }]
 */
export function ageSexCounts(
  byAge: { readonly female: readonly number[]; readonly male: readonly number[] },
  bands: readonly AgeBandYears[],
  sexes: { readonly female: string; readonly male: string },
): readonly AgeSexCount[] {
  return bands.flatMap(({ id, from_years: from, to_years: to }) =>
    (["female", "male"] as const).map((sex) => ({
      age: id,
      sex: sexes[sex],
      population: byAge[sex].slice(from, (to ?? Number.POSITIVE_INFINITY) + 1).reduce((sum, count) => sum + count, 0),
    })),
  );
}

/**
 * The four broad bands, each made of the questionnaire's: up to 34, 35 to 54, 55 to 64, 65 and over. A band belongs
 * where it begins; broad bands that hold none are left out.
 * @example broadAges([{ id: "a", from_years: 18, to_years: 34 }, { id: "b", from_years: 35, to_years: null }]) // => [{ id: "a", members: ["a"] }, { id: "b", members: ["b"] }]
 */
export function broadAges(bands: readonly AgeBandYears[]): readonly BroadAge[] {
  const broad = BROAD_ENDS.map((end, index) => {
    const after = index === 0 ? -1 : (BROAD_ENDS[index - 1] as number);
    return bands.filter(({ from_years: from }) => from > after && from <= end).map(({ id }) => id);
  });
  return broad.filter((members) => members.length > 0).map((members) => ({ id: members.join("+"), members }));
}
