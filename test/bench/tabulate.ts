/** Counts a million made-up responses of 25 questions and 8 demographics, beside bare increments of as many counts. */
import { addCubes, type CountedResponse, tabulate } from "../../core/tabulation/cube.ts";
import { layOutCube } from "../../core/tabulation/layout.ts";
import { createRandom, randomBelow } from "../support/random.ts";

const RESPONSES = 1_000_000;
const PAGE_ROWS = 5000;
const QUESTIONS = 25;
const OPTIONS = 6;
/** Bands of each demographic; the first two are age and sex. */
const BANDS = [7, 2, 2, 4, 5, 3, 2, 4];

const layout = layOutCube({
  packedLength: QUESTIONS + BANDS.length,
  arms: 1,
  questions: Array.from({ length: QUESTIONS }, (_, position) => ({
    ...{ id: `question_${position}`, type: "single" as const, position },
    options: Array.from({ length: OPTIONS }, (_one, option) => ({ id: `option_${option}`, inBase: true })),
  })),
  demographics: BANDS.map((options, index) => ({
    ...{ id: `demographic_${index}`, position: QUESTIONS + index, options },
    bands: Array.from({ length: options }, (_, option) => ({ id: `band_${option}`, options: [option] })),
  })),
  age: { position: QUESTIONS, levelOf: Array.from({ length: 7 }, (_, level) => `age_${level}`) },
  sex: { position: QUESTIONS + 1, levelOf: ["female", "male"] },
});

const page = madePage();
const pages = RESPONSES / PAGE_ROWS;
let cube = tabulate(layout, []);
const started = performance.now();
for (let done = 0; done < pages; done += 1) cube = addCubes(layout, [cube, tabulate(layout, page)]);
const counted = performance.now() - started;
const increments = RESPONSES * QUESTIONS * (BANDS.length + 1);
const bare = bareIncrements(increments, cube.counts.length);
console.log(JSON.stringify({ responses: cube.responses, counted, increments, bare }));

/** A page, as the database gives it; counted again and again, since what it costs is the same. */
function madePage(): readonly CountedResponse[] {
  const random = createRandom("tabulate");
  return Array.from({ length: PAGE_ROWS }, () => {
    const options = [...Array.from({ length: QUESTIONS }, () => OPTIONS), ...BANDS];
    const answers = options.map((most) => randomBelow(random, most)).join("");
    const [recordKey, member] = [randomBelow(random, 2 ** 31), randomBelow(random, 2 ** 31)];
    return { answers, arm: 0, baseWeightClass: 0, recordKey, member };
  });
}

/** The same number of increments in an array of the same size, at places that jump about. */
function bareIncrements(count: number, length: number): number {
  const counts = new Int32Array(length);
  const start = performance.now();
  let at = 0;
  for (let done = 0; done < count; done += 1) {
    at = (at + 7919) % length;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return performance.now() - start;
}
