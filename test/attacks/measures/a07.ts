import { createUniform } from "../support.ts";
import type { AttackedSite } from "../site.ts";
import { noiseAt } from "../../../core/disclosure/noise-table.ts";
import { noiseTable } from "./a08.ts";
import type { Measure } from "./measure.ts";

const REPEATS = 1000;
const COUNTS = 100;

/** How many of some counts the mean of many answers gives away, where each answer has noise of its own. */
function recoveredByAsking(): number {
  const uniform = createUniform(7);
  const table = noiseTable();
  let right = 0;
  for (let trial = 0; trial < COUNTS; trial += 1) {
    const count = 3 + Math.floor(200 * uniform());
    let sum = 0;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) sum += count + noiseAt(table, count, uniform());
    if (Math.round(sum / REPEATS) === count) right += 1;
  }
  return right;
}

/** Different answers to one call that is sent a thousand times, now and then past every cache. */
async function distinctAnswers({ see }: Pick<AttackedSite, "see">, path: string): Promise<ReadonlySet<string>> {
  const bodies = new Set<string>();
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const headers: Record<string, string> = repeat % 2 === 0 ? {} : { "Cache-Control": "no-cache", Pragma: "no-cache" };
    bodies.add((await see(path, { headers })).body);
  }
  return bodies;
}

/** Measures it: ours gives one body, so that a mean of a thousand is what one call says. */
export async function measure(site: Pick<AttackedSite, "see">, path: string): Promise<Measure> {
  const bodies = await distinctAnswers(site, path);
  return {
    attack: "A7",
    tries: "a number out of the noise, as the mean of a thousand answers to one call",
    naive: { tried: COUNTS, succeeded: recoveredByAsking() },
    ours: { tried: REPEATS, succeeded: bodies.size - 1 },
  };
}
