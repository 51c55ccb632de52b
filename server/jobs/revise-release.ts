/** What a correction must show before it becomes a revision of a release (R6). */
import type { ShownEarlier } from "../../core/disclosure/decide.ts";
import type { Truth } from "../../core/attack/types.ts";
import type { Text } from "../../core/questionnaire/types.ts";
import type { ReleasePlan } from "../../core/release/build.ts";
import { compareEditions, type ReleaseCubes, type RevisionVerdict } from "../../core/release/revision.ts";
import { truthOfCubes } from "../../core/release/truth.ts";
import type { Stream } from "../../core/release/types.ts";
import type { Cube } from "../../core/tabulation/cube.ts";
import type { Databases } from "../storage/database.ts";
import { getReleasePart, type Release, rowsOf } from "../storage/releases.ts";
import type { CountedWave } from "./count-wave.ts";
import type { CubeStore } from "./release-cubes.ts";
import { type JobResult, refuse } from "./waves.ts";

/** A first edition gives no reason, a revision gives one. */
export function editionRefusal(earlier: readonly Release[], correction: Text | null): JobResult<never> | null {
  if (earlier.length > 0 && correction === null) {
    return refuse(
      "release.exists",
      "The wave has its release. A release never changes; a correction is a new revision, with its reason in --correction.",
    );
  }
  if (earlier.length === 0 && correction !== null) {
    return refuse("release.nothing_to_correct", "Nothing of the wave was released yet: build it without --correction.");
  }
  return null;
}

/**
 * Refuses a revision in which nobody changed since the newest edition, or since any of them so few that the two side by
 * side would tell their answers (R6). Otherwise gives what was answered in each, for the attacks that compare editions.
 */
export async function compareWithEarlier(
  cubes: Pick<CubeStore, "read">,
  wave: string,
  { plan, districts }: Pick<CountedWave, "districts"> & { readonly plan: Pick<CountedWave["plan"], "layout"> },
  earlier: readonly Pick<Release, "revision" | "sha256">[],
): Promise<JobResult<readonly Truth[]>> {
  const truths: Truth[] = [];
  const after: ReleaseCubes = new Map(
    districts.map(({ code, cubes: own }) => [code, new Map(Object.entries(own) as [Stream, Cube][])]),
  );
  const newest = earlier.at(-1);
  for (const { revision, sha256 } of earlier.toReversed()) {
    const before = await cubes.read(wave, revision, sha256);
    if (before === null) {
      return refuse(
        "release.no_cubes",
        `The counts of revision ${revision} are not in DATA_DIR/cubes of this machine. A revision is compared with every one before it, since everybody can keep them all.`,
      );
    }
    const verdict = compareEditions(plan.layout, before, after);
    if (verdict.kind !== "unchanged" || revision === newest?.revision) {
      const refused = comparisonRefusal(verdict, revision);
      if (refused !== null) return refused;
    }
    truths.push(truthOfCubes(plan.layout, before));
  }
  return { ok: true, value: truths };
}

const NO_REVISION_BY_ITSELF =
  "An erasure never makes a revision by itself: somebody must ask for one, and give a reason.";

function comparisonRefusal(verdict: RevisionVerdict, revision: number): JobResult<never> | null {
  if (verdict.kind === "allowed") return null;
  if (verdict.kind === "unchanged") {
    return refuse("release.unchanged", "Nothing has changed since the revision before: a new one would be the same.");
  }
  if (verdict.kind === "answers_changed") {
    return refuse(
      "release.answers_changed",
      `No revision: in ${verdict.place} there is a group of people in which nobody came or went since revision ${revision}, but answers differ. The two side by side would tell whose. A correction takes responses out and puts others in.`,
    );
  }
  return refuse(
    "release.too_few_changed",
    `No revision: too little has changed in ${verdict.place} since revision ${revision}. With fewer than ten people changed in any group, the two side by side would tell their answers. ${NO_REVISION_BY_ITSELF}`,
  );
}

/** What earlier editions showed of places and groups by band: it stays known, whatever is decided now. */
export async function shownEarlierIn(
  { office }: Pick<Databases, "office">,
  earlier: readonly Release[],
): Promise<(stream: Stream) => ShownEarlier> {
  const shown = new Set<string>();
  for (const { id, document } of earlier) {
    for (const { code } of document.places) {
      const part = await getReleasePart(office, id, "place", code);
      const rows = part === null ? [] : await rowsOf(part);
      for (const [place, stream, question, , by, group, , , , , , , status] of rows) {
        if (status !== "c" && by !== "all") shown.add([stream, place, question, by, group].join(" "));
      }
    }
  }
  return (stream) => (place, question, by, band) => shown.has([stream, place, question, by, band].join(" "));
}

/** A revision keeps the blocks: otherwise a withheld district could be had as the difference of two editions. */
export function changedBlocks({ decisions }: ReleasePlan, earlier: readonly Release[]): JobResult<never> | null {
  const last = earlier.at(-1);
  if (last === undefined) return null;
  const same = decisions.every(({ stream, blocks }) => {
    const before = last.audit.streams.find((one) => one.stream === stream.stream);
    return before !== undefined && before.blocks.join() === blocks.map(({ code }) => code).join();
  });
  if (same) return null;
  return refuse(
    "release.blocks_changed",
    "No revision: other places than in the revision before would be shown or withheld, and the two side by side would tell of those withheld.",
  );
}
