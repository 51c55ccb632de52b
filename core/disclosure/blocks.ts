/**
 * Blocks (R13): districts whose everybody-row may be shown, and withheld ones joined until they may be counted. All
 * figures of larger places are made of blocks, so that what is withheld cannot be had by subtraction.
 */
import type { Question, Scenario, WeightingDeclaration } from "../questionnaire/types.ts";
import type { Stream } from "../release/types.ts";
import { addCubes, type Cube } from "../tabulation/cube.ts";
import { type CubeLayout, EVERYBODY } from "../tabulation/layout.ts";
import type { WeightedTable } from "../tabulation/weighted.ts";
import type { AgeSexCount } from "../weighting/age-sex.ts";
import type { LadderStep } from "../weighting/types.ts";
import { addAdults, weighStream } from "../weighting/weigh-cube.ts";
import { MAIN_SET, type RoutingSet, routingSets, validBase } from "./routing.ts";
import { domainStatus, isNearlyAllOf, leastBase, placeIsShown, publishedDesignEffect } from "./rules.ts";

/** A district of the wave, with one stream's answers; null where nobody answered. */
export interface BlockDistrict {
  readonly code: string;
  readonly scenario: Scenario;
  /** The places that withheld districts are joined by: its county if it has one, its region, its country. */
  readonly joinedBy: readonly (string | null)[];
  /** Null where nobody has counted the adults: the district is in no figure. */
  readonly adults: readonly AgeSexCount[] | null;
  readonly cube: Cube | null;
}

/** A district that is shown, or withheld ones joined. */
export interface Block {
  /** The district's code; of a joined set its codes in order, with a plus between them. The place of its noise. */
  readonly code: string;
  readonly members: readonly string[];
  readonly table: WeightedTable;
  readonly step: LadderStep;
  /** As published. */
  readonly designEffect: number;
  /** Which questions its people were asked, in sets; empty for a question that not all its members were asked. */
  readonly sets: readonly RoutingSet[];
}

/** The blocks of a stream, in the order of their codes, and the districts that are in none. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly leftOver: readonly string[];
}

/** What blocks are made by. */
export interface BlockPlan {
  readonly questions: readonly Question[];
  readonly layout: CubeLayout;
  readonly weighting: WeightingDeclaration;
}

/** Makes the blocks of a stream: districts alone, then by county, region and country (R13). */
export function makeBlocks(plan: BlockPlan, stream: Stream, districts: readonly BlockDistrict[]): Blocks {
  const blocks: Block[] = [];
  let waiting: BlockDistrict[] = [];
  for (const district of districts) {
    const block = makeBlock(plan, stream, [district]);
    if (block === null) waiting.push(district);
    else blocks.push(block);
  }
  const levels = Math.max(0, ...districts.map(({ joinedBy }) => joinedBy.length));
  for (let level = 0; level < levels; level += 1) {
    for (const members of together(waiting, level)) {
      const block = members.length < 2 ? null : makeBlock(plan, stream, members);
      if (block === null) continue;
      blocks.push(block);
      waiting = waiting.filter((district) => !members.includes(district));
    }
  }
  blocks.sort((first, second) => (first.code < second.code ? -1 : 1));
  return { blocks, leftOver: waiting.map(({ code }) => code) };
}

/** Those who wait, by the place of a level. */
function together(waiting: readonly BlockDistrict[], level: number): readonly (readonly BlockDistrict[])[] {
  const places = new Map<string, BlockDistrict[]>();
  for (const district of waiting) {
    const place = district.joinedBy[level] ?? null;
    // A district in which nobody answered would lend the others its adults and its name.
    if (place === null || district.adults === null || (district.cube?.responses ?? 0) === 0) continue;
    const known = places.get(place);
    if (known === undefined) places.set(place, [district]);
    else known.push(district);
  }
  return [...places.values()];
}

/** The block of some districts, or null where they may not be shown together. */
function makeBlock(plan: BlockPlan, stream: Stream, members: readonly BlockDistrict[]): Block | null {
  const { layout, weighting, questions } = plan;
  const cubes = members.flatMap(({ cube }) => cube ?? []);
  const adults = members.flatMap((member) => (member.adults === null ? [] : [member.adults]));
  const responses = cubes.reduce((sum, cube) => sum + cube.responses, 0);
  if (adults.length < members.length || !placeIsShown(stream, responses)) return null;
  const largest = Math.max(...cubes.map((cube) => cube.responses));
  if (members.length > 1 && isNearlyAllOf(largest, responses)) return null;
  const [first] = cubes;
  const cube = cubes.length === 1 && first !== undefined ? first : addCubes(layout, cubes);
  const weighted = weighStream(layout, weighting, cube, addAdults(adults));
  if (weighted === null) return null;
  const { table, step } = weighted;
  const asked = questions.filter(({ asked_in }) => members.every(({ scenario }) => asked_in.includes(scenario)));
  const sets = routingSets(layout, table, asked);
  const designEffect = publishedDesignEffect(weighted.designEffect);
  const main = sets.find(({ id }) => id === MAIN_SET);
  const base = main === undefined ? table.respondents : validBase(layout, table, EVERYBODY, main.questions);
  if (domainStatus(base, designEffect, leastBase("ordinary")) === "c") return null;
  const codes = members.map(({ code }) => code).sort();
  return { code: codes.join("+"), members: codes, table, step, designEffect, sets };
}
