import { protectedRelease, type World } from "../support.ts";
import { attackEditions, changed, firstEdition, verdictOf } from "./a04.ts";
import { type Measure, scoreOf } from "./measure.ts";

const ERASED = 10;

/** Countries in each of which one more person has asked to be forgotten. */
export function afterErasures(world: World): readonly World[] {
  return Array.from({ length: ERASED }, (_, at) =>
    changed(world, at % world.districts.length, (district) => ({
      ...district,
      responses: district.responses.filter((_one, person) => person !== 11 * at + 3),
    })),
  );
}

/** Measures it. With no protection an erasure is followed by a new edition; by the rules by none. */
export function measure(): Measure {
  const world = firstEdition(2);
  const first = protectedRelease(world);
  const erased = afterErasures(world);
  return {
    attack: "A20",
    tries: "a release built anew after an erasure: who was forgotten had which answers",
    naive: scoreOf(
      erased.map((after) => {
        const { succeeded } = attackEditions(first, after, "A20");
        return { tried: 1, succeeded: succeeded > 0 ? 1 : 0 };
      }),
    ),
    ours: scoreOf(
      erased.map((after) => ({ tried: 1, succeeded: verdictOf(world, after) === "too_few_changed" ? 0 : 1 })),
    ),
  };
}
