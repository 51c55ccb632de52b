/** The truth behind a release, as the attacks on it are judged by. It never leaves the machine that builds. */
import type { Truth, TruthBlock, TruthTable } from "../attack/types.ts";
import type { StreamDecision } from "../disclosure/decide.ts";
import type { CubeLayout } from "../tabulation/layout.ts";
import type { ReleasePlan } from "./build.ts";
import { countsOf, type ReleaseCubes } from "./revision.ts";

/** What was really answered: blocks as they were weighted, every district as it was counted, and the groups. */
export function truthOf({ plan, districts, groups, decisions }: ReleasePlan): Truth {
  return {
    streams: decisions.map(({ stream, blocks }) => ({
      stream: stream.stream,
      blocks: blocks.map(truthBlock),
      districts: new Map(
        districts.flatMap(({ code, cubes }): readonly (readonly [string, TruthTable])[] => {
          const cube = cubes[stream.stream];
          if (cube === undefined) return [];
          const people = countsOf(plan.layout, cube);
          return [[code, { people, weights: people }]];
        }),
      ),
    })),
    groups: groups.map(({ code, members }) => ({ code, members: members.map((member) => member.code) })),
  };
}

/** What was answered in an earlier edition, district by district, from the counts that were kept of it. */
export function truthOfCubes(layout: CubeLayout, cubes: ReleaseCubes): Truth {
  const streams = new Set(Array.from(cubes.values(), (own) => [...own.keys()]).flat());
  return {
    streams: Array.from(streams, (stream) => ({
      stream,
      blocks: Array.from(cubes, ([code, own]): readonly TruthBlock[] => {
        const cube = own.get(stream);
        if (cube === undefined) return [];
        const people = countsOf(layout, cube);
        const asked = new Set(layout.questions.map(({ id }) => id));
        return [{ code, members: [code], asked, table: { people, weights: people } }];
      }).flat(),
      districts: new Map(),
    })),
    groups: [],
  };
}

function truthBlock({ code, members, table, sets }: StreamDecision["blocks"][number]): TruthBlock {
  const asked = sets.flatMap(({ questions }) => questions.map(({ id }) => id));
  return { code, members, table, asked: new Set(asked) };
}
