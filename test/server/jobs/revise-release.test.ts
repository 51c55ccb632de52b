import { describe, expect, test } from "vitest";
import type { ReleaseCubes } from "../../../core/release/revision.ts";
import type { Stream } from "../../../core/release/types.ts";
import type { Cube } from "../../../core/tabulation/cube.ts";
import { compareWithEarlier } from "../../../server/jobs/revise-release.ts";
import { districtOf, PLAN, respondents } from "../../support/districts.ts";

/** One place with the first so many of a fixed line of people, from the one numbered `from` on. */
function placeWith(people: number, from = 0, answer = "council") {
  const numbers = (person: number): number => from + person;
  return districtOf("A", { code: respondents(people, () => ({ decision_body: answer }), { numbers }) });
}

type District = ReturnType<typeof placeWith>;

/** What comparing an edition with those before it comes to, oldest first; a null is one whose cubes are missing. */
async function verdictOf(earlier: readonly (District | null)[], now: District) {
  const sha = (revision: number): string => `build of ${revision}`;
  const read = (_wave: string, revision: number, sha256?: string): Promise<ReleaseCubes | null> => {
    const district = earlier[revision - 1] ?? null;
    if (district === null || sha256 !== sha(revision)) return Promise.resolve(null);
    const own = new Map(Object.entries(district.cubes) as [Stream, Cube][]);
    return Promise.resolve(new Map([["A", own]]));
  };
  const editions = earlier.map((_, index) => ({ revision: index + 1, sha256: sha(index + 1) }));
  const counted = { plan: PLAN, districts: [now] };
  const refused = await compareWithEarlier({ read }, "wave", counted, editions);
  return refused.ok ? { code: "allowed", detail: "" } : refused;
}

describe("a revision is compared with every edition before it", () => {
  test("and refused where one answer more or less than in the first would be its difference", async () => {
    // From the second to the third 149 people came; from the first to the third one went.
    expect(await verdictOf([placeWith(280)], placeWith(140))).toMatchObject({ code: "allowed" });
    expect(await verdictOf([placeWith(140)], placeWith(280))).toMatchObject({ code: "allowed" });
    const refused = await verdictOf([placeWith(280), placeWith(140)], placeWith(279));
    expect(refused).toMatchObject({ code: "release.too_few_changed" });
    expect(refused.detail).toContain("since revision 1");
    expect(await verdictOf([placeWith(300), placeWith(150)], placeWith(299))).toMatchObject({
      code: "release.too_few_changed",
    });
  });

  test("and may be the same as one before the newest, which tells nothing new", async () => {
    expect(await verdictOf([placeWith(280), placeWith(140)], placeWith(280))).toMatchObject({ code: "allowed" });
    expect(await verdictOf([placeWith(140), placeWith(280)], placeWith(280))).toMatchObject({
      code: "release.unchanged",
    });
  });

  test("and refused where the counts of any are missing", async () => {
    expect(await verdictOf([null, placeWith(140)], placeWith(280))).toMatchObject({ code: "release.no_cubes" });
    expect(await verdictOf([placeWith(140), null], placeWith(280))).toMatchObject({ code: "release.no_cubes" });
  });

  test("and says so where nobody came or went but answers differ", async () => {
    const refused = await verdictOf([placeWith(280)], placeWith(280, 0, "government"));
    expect(refused).toMatchObject({ code: "release.answers_changed" });
    expect(refused.detail).toContain("nobody came or went");
  });
});
