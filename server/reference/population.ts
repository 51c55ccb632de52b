import table from "./population.json" with { type: "json" };

/** Residents by single year of age, 0 to 89 and then 90 and over: 91 numbers. */
export interface PopulationByAge {
  readonly female: readonly number[];
  readonly male: readonly number[];
}

const ROWS: ReadonlyMap<string, number> = new Map(table.code.map((code, row) => [code, row]));

/** The codes of the 361 districts and single-tier councils that `populationOf` knows. */
export const POPULATION_CODES: readonly string[] = table.code;

/**
 * The residents of a district in mid-2024, by sex and single year of age; undefined for any other code (add up the
 * districts of a county or region). The table is large: import this file only where it is needed.
 * @example
 * populationOf("E06000001")?.female[0] // => 446
 */
export function populationOf(code: string): PopulationByAge | undefined {
  const row = ROWS.get(code);
  const female = row === undefined ? undefined : table.female[row];
  const male = row === undefined ? undefined : table.male[row];
  return female === undefined || male === undefined ? undefined : { female, male };
}
