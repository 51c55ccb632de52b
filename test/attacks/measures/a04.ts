import { attackRevision, type JudgedRelease } from "../../../core/attack/revision.ts";
import type { Tally } from "../../../core/attack/types.ts";
import { compareEditions, type ReleaseCubes } from "../../../core/release/revision.ts";
import { createWorld, cubeOf, LAYOUT, protectedRelease, type World, type WorldDistrict } from "../support.ts";
import { type Measure, scoreOf } from "./measure.ts";

/** Eight districts of some hundred people: enough to correct. */
const SHAPE = { regions: 1, sizes: (_place: number, uniform: () => number) => Math.round(150 + 200 * uniform()) };

/** The country of a seed, before anything is corrected. */
export function firstEdition(seed: number): World {
  return createWorld(seed, SHAPE);
}

/** The same country with the respondents of one district changed. */
export function changed(world: World, at: number, change: (district: WorldDistrict) => WorldDistrict): World {
  return {
    ...world,
    districts: world.districts.map((district, place) => (place === at ? change(district) : district)),
  };
}

/** A correction that somebody might ask for: so many of the responses of a district turn out to be duplicates. */
export function without(count: number): (district: WorldDistrict) => WorldDistrict {
  return (district) => ({ ...district, responses: district.responses.slice(count) });
}

/** One that R6 allows: some thirty people alike in everything that figures are broken down by were left out before. */
export function withAlike(district: WorldDistrict): WorldDistrict {
  const [like] = district.responses;
  const missed = Array.from({ length: 30 }, (_, at) => ({
    ...like!,
    // Demographic answers stay; what they think goes round.
    answers: Array.from(like!.answers, (answer, question) =>
      question < 4 && answer !== "-" ? String((at + question) % 5) : answer,
    ).join(""),
    recordKey: 1 + 7919 * (at + 1),
    member: 1 + 104_729 * (at + 1),
  }));
  return { ...district, responses: [...district.responses, ...missed] };
}

function cubesOf({ districts, streams }: World): ReleaseCubes {
  return new Map(districts.map((district) => [district.code, new Map([[streams[0]!.stream, cubeOf(district)]])]));
}

/** What R6 says of a correction. */
export function verdictOf(before: World, after: World): ReturnType<typeof compareEditions>["kind"] {
  return compareEditions(LAYOUT, cubesOf(before), cubesOf(after)).kind;
}

/** Attacks a second edition beside the first, whether R6 would allow it or not. */
export function attackEditions(before: JudgedRelease, after: World, attack: "A4" | "A20"): Tally {
  return attackRevision(before.truth, protectedRelease(after), attack);
}

/** Measures it. With no protection every correction is published; by the rules those that R6 allows. */
export function measure(): Measure {
  const world = firstEdition(1);
  const first = protectedRelease(world);
  const corrections = [1, 3, 9, 30].map((count, at) => changed(world, at, without(count)));
  const allowed = [...corrections, changed(world, 4, withAlike)].filter(
    (after) => verdictOf(world, after) === "allowed",
  );
  return {
    attack: "A4",
    tries: "a revision beside its first edition: domains in which 1 to 9 people changed",
    naive: scoreOf(corrections.map((after) => attackEditions(first, after, "A4"))),
    ours: scoreOf(allowed.map((after) => attackEditions(first, after, "A4"))),
  };
}
