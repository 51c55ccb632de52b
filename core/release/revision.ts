/**
 * Whether a correction may become a revision of a release (R6): in every domain nobody changed, or at least ten did.
 * Otherwise the two editions side by side would tell the answers of the few who did.
 */
import { DISCLOSURE_RULES } from "../disclosure/rules.ts";
import type { Cube } from "../tabulation/cube.ts";
import type { CubeLayout } from "../tabulation/layout.ts";
import { changedMembers, MEMBER_SUMS } from "../tabulation/members.ts";
import type { Stream } from "./types.ts";

/** What a comparison reads of a cube: no record key is in it. */
export type ComparedCube = Pick<Cube, "classes" | "counts" | "members">;

/** The cubes of a release, by place and stream. */
export type ReleaseCubes = ReadonlyMap<string, ReadonlyMap<Stream, ComparedCube>>;

/** What became of the responses since the edition before. */
export type RevisionVerdict =
  | { readonly kind: "unchanged" }
  | { readonly kind: "allowed" }
  /** `place` is one where the rule is broken; how many changed, and in which group of people, nobody is told. */
  | { readonly kind: "too_few_changed" | "answers_changed"; readonly place: string };

/** Compares the cubes of two editions, domain by domain. */
export function compareEditions(layout: CubeLayout, before: ReleaseCubes, after: ReleaseCubes): RevisionVerdict {
  let changed = false;
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const [old, fresh] = [before.get(place), after.get(place)];
    for (const stream of new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])) {
      const kind = compareCubes(layout, old?.get(stream), fresh?.get(stream));
      if (kind === "too_few_changed" || kind === "answers_changed") return { kind, place };
      changed ||= kind === "allowed";
    }
  }
  return { kind: changed ? "allowed" : "unchanged" };
}

function compareCubes(
  layout: CubeLayout,
  before: ComparedCube | undefined,
  after: ComparedCube | undefined,
): RevisionVerdict["kind"] {
  let changed = false;
  const [old, fresh] = [countsOf(layout, before), countsOf(layout, after)];
  for (const [domain, { published }] of layout.domains.entries()) {
    if (!published) continue;
    const members = changedMembers(membersOf(before, domain), membersOf(after, domain));
    if (members === null && !areFewAnswersChanged(layout, old, fresh, domain)) changed = true;
    else if (members === null) return "too_few_changed";
    else if (members > 0) return "too_few_changed";
    else if (!hasSameCounts(layout, before, after, domain)) return "answers_changed";
  }
  return changed ? "allowed" : "unchanged";
}

function membersOf(cube: ComparedCube | undefined, domain: number): ArrayLike<number> {
  return cube?.members.subarray(domain * MEMBER_SUMS, (domain + 1) * MEMBER_SUMS) ?? [];
}

/**
 * Whether some question was answered by one to nine more or fewer, or otherwise by as many: of the others who came or went
 * nobody was asked it, so the two editions would tell the answers of these few.
 */
function areFewAnswersChanged(layout: CubeLayout, before: Int32Array, after: Int32Array, domain: number): boolean {
  return layout.questions.some(({ offset, options }) => {
    let [base, moved] = [0, 0];
    for (const [index, { inBase }] of options.entries()) {
      if (!inBase) continue;
      const at = domain * layout.width + offset + index;
      const change = (after[at] ?? 0) - (before[at] ?? 0);
      base += change;
      moved += Math.abs(change);
    }
    return isFew(Math.abs(base)) || isFew(moved);
  });
}

function isFew(people: number): boolean {
  return people > 0 && people < DISCLOSURE_RULES.hidden_people_min;
}

/** The people of every domain by slot, whatever their class and weighting cell: `domain * width + slot`. */
export function countsOf({ domains, cells, width }: CubeLayout, cube: ComparedCube | undefined): Int32Array {
  const sums = new Int32Array(domains.length * width);
  for (let each = 0; each < (cube?.classes ?? 0); each += 1) {
    for (let domain = 0; domain < domains.length; domain += 1) {
      const start = (each * domains.length + domain) * cells * width;
      for (let at = 0; at < cells * width; at += 1) {
        const slot = domain * width + (at % width);
        sums[slot] = (sums[slot] ?? 0) + (cube?.counts[start + at] ?? 0);
      }
    }
  }
  return sums;
}

/** Whether the same people of a domain still give the same answers, in every class and weighting cell. */
function hasSameCounts(
  { domains, cells, width }: CubeLayout,
  before: ComparedCube | undefined,
  after: ComparedCube | undefined,
  domain: number,
): boolean {
  const length = cells * width;
  for (let each = 0; each < Math.max(before?.classes ?? 0, after?.classes ?? 0); each += 1) {
    const start = (each * domains.length + domain) * length;
    for (let at = start; at < start + length; at += 1) {
      if ((before?.counts[at] ?? 0) !== (after?.counts[at] ?? 0)) return false;
    }
  }
  return true;
}
