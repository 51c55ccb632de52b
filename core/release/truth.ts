/** The truth behind a release, as the attacks on it are judged by. It never leaves the machine that builds. */
import type { Truth, TruthBlock, TruthTable } from "../attack/types.ts";
import type { StreamDecision } from "../disclosure/decide.ts";
import { weighCube, weightingCells } from "../tabulation/weighted.ts";
import type { ReleasePlan } from "./build.ts";

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
          const alike = weightingCells(plan.layout, cube).map(() => 1);
          return [[code, weighCube(plan.layout, cube, alike)]];
        }),
      ),
    })),
    groups: groups.map(({ code, members }) => ({ code, members: members.map((member) => member.code) })),
  };
}

function truthBlock({ code, members, table, sets }: StreamDecision["blocks"][number]): TruthBlock {
  const asked = sets.flatMap(({ questions }) => questions.map(({ id }) => id));
  return { code, members, table, asked: new Set(asked) };
}
