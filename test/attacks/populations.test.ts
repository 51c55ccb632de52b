/**
 * All attacks of a build on many more countries than the table is measured on: as usual, small, all weights alike, and of
 * an open link. `npm run test:full` sets FULL=1 and tries forty; otherwise there is one of each kind.
 */
import { describe, expect, it } from "vitest";
import { runAttacks } from "../../core/attack/run.ts";
import { isWithstood } from "../../core/attack/types.ts";
import { SMALL } from "./measures/measure.ts";
import { createWorld, protectedRelease, type WorldShape } from "./support.ts";
import { IS_FULL } from "../support/full.ts";

const OF_EACH = IS_FULL ? 10 : 1;
const FIRST_SEED = 100;

const KINDS: readonly (readonly [string, WorldShape])[] = [
  ["as usual", {}],
  ["small", SMALL],
  ["all weights alike", { ...SMALL, equalWeights: true, complete: true }],
  ["an open link", { stream: "open", regions: 1, sizes: (_place, uniform) => Math.round(150 + 1200 * uniform()) }],
];

/** How often each attack was tried on all of them. */
const triedOf = new Map<string, number>();

describe.each(KINDS)("%s", (_kind, shape) => {
  it.each(Array.from({ length: OF_EACH }, (_, at) => FIRST_SEED + at))(
    "country %d withstands every attack",
    (seed) => {
      const { release, truth } = protectedRelease(createWorld(seed, shape));
      const results = runAttacks(release, truth, { coalitions: "judged", victims: 200 });
      expect(results.filter((result) => !isWithstood(result))).toEqual([]);
      for (const { attack, tried } of results) triedOf.set(attack, (triedOf.get(attack) ?? 0) + tried);
    },
    120_000,
  );
});

it("every attack of a build was tried: one that never is protects nobody", () => {
  expect([...triedOf].filter(([, tried]) => tried === 0)).toEqual([]);
  expect(triedOf.size).toBeGreaterThan(15);
});
