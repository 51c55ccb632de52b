import { createHmac } from "node:crypto";
import { createCellNoise } from "../../../core/disclosure/cell-noise.ts";
import { createNoiseTable, NOISE_OF_COUNTS, noiseAt, type NoiseTable } from "../../../core/disclosure/noise-table.ts";
import type { AttackedSite } from "../site.ts";
import { createUniform } from "../support.ts";
import type { Measure } from "./measure.ts";

/** The age bands of the standard questionnaire: seven make 63 ways to be split in two. */
export const BANDS = ["18_to_24", "25_to_34", "35_to_44", "45_to_54", "55_to_64", "65_to_74", "75_and_over"];

/** Every way to split the bands in two, as the ones on the side that the first band is not on. */
export const SPLITS: readonly (readonly string[])[] = Array.from({ length: 2 ** (BANDS.length - 1) - 1 }, (_, at) =>
  BANDS.filter((_band, place) => place > 0 && Math.floor((at + 1) / 2 ** (place - 1)) % 2 === 1),
);

/** The noise of the rules. */
export function noiseTable(): NoiseTable {
  const made = createNoiseTable(NOISE_OF_COUNTS);
  if (!made.ok) throw new Error("refused");
  return made.table;
}

const COUNTS = 200;

/** How many of some counts the mean of all 63 sums gives away, where any set of bands may be asked for. */
function recoveredByAveraging(): number {
  const uniform = createUniform(8);
  const table = noiseTable();
  let right = 0;
  for (let trial = 0; trial < COUNTS; trial += 1) {
    const bands = BANDS.map(() => 3 + Math.floor(40 * uniform()));
    const total = bands.reduce((sum, count) => sum + count, 0);
    const sums = SPLITS.map((side) => {
      const part = bands.reduce((sum, count, at) => sum + (side.includes(BANDS[at] ?? "") ? count : 0), 0);
      const draw = (count: number): number => count + noiseAt(table, count, uniform());
      return draw(part) + draw(total - part);
    });
    if (Math.round(sums.reduce((sum, one) => sum + one, 0) / sums.length) === total) right += 1;
  }
  return right;
}

/** Ways to ask for some bands together. */
export function unionsOf(side: readonly string[]): readonly string[] {
  return [
    `by=age_band&group=${side.join(",")}`,
    `by=age_band&${side.map((band) => `group=${band}`).join("&")}`,
    `by=age_band:${side.join("+")}`,
    `by=${side.join(",")}`,
  ];
}

/** Measures it: with no protection every union of bands is counted; ours answers none. */
export async function measure({ see }: Pick<AttackedSite, "see">, release: string): Promise<Measure> {
  const queries = SPLITS.flatMap(unionsOf);
  let answered = 0;
  for (const query of queries) {
    const { status } = await see(`/api/v1/releases/${release}/results?place=D-B01&question=decision_body&${query}`);
    if (status !== 400) answered += 1;
  }
  return {
    attack: "A8",
    tries: "one number out of the noise, as the mean of the 63 ways to ask for it as a sum of two parts",
    naive: { tried: COUNTS, succeeded: recoveredByAveraging() },
    ours: { tried: queries.length, succeeded: answered },
  };
}

/** The noise of one count, however often it is asked for: one number (R15). */
export function noiseOfRepeats(repeats: number): ReadonlySet<number> {
  const noise = createCellNoise((message) => createHmac("sha256", "key").update(message).digest());
  const at = { place: "P", wave: "w", stream: "code", question: "q", answer: "a", variable: "all", band: "all" };
  const table = noiseTable();
  return new Set(Array.from({ length: repeats }, () => noise(at, 40, 12_345, table)));
}
