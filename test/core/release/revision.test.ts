import { describe, expect, it } from "vitest";
import { auditRecord } from "../../../core/release/audit-record.ts";
import { compareEditions, type ReleaseCubes } from "../../../core/release/revision.ts";
import type { CountedResponse } from "../../../core/tabulation/cube.ts";
import { tabulate } from "../../../core/tabulation/cube.ts";
import { decided, districtOf, groupOf, PLAN, respondents } from "../../support/districts.ts";

const people = respondents(140, (person) => ({ decision_body: person % 2 === 0 ? "council" : "government" }));

function edition(...places: readonly (readonly CountedResponse[])[]): ReleaseCubes {
  return new Map(
    places.map((responses, at) => [`P${at}`, new Map([["code", tabulate(PLAN.layout, responses)] as const])] as const),
  );
}

const compare = (before: ReleaseCubes, after: ReleaseCubes) => compareEditions(PLAN.layout, before, after);
/** Ten people of each pair of age and sex, all of one mind. */
const more = respondents(140, () => ({ decision_body: "council" }));

describe("two editions", () => {
  it("are the same where the same people said the same, in whatever order", () => {
    expect(compare(edition(people), edition(people.toReversed()))).toEqual({ kind: "unchanged" });
    expect(compare(edition(people), edition(people, []))).toEqual({ kind: "unchanged" });
  });

  it("may differ by ten people in every group that changed: come, gone or one for another", () => {
    expect(compare(edition(people), edition([...people, ...more]))).toEqual({ kind: "allowed" });
    expect(compare(edition([...people, ...more]), edition(people))).toEqual({ kind: "allowed" });
    expect(compare(edition(people), edition(more))).toEqual({ kind: "allowed" });
    expect(compare(edition(people), edition(people, more))).toEqual({ kind: "allowed" });
  });

  it.each([1, 9, 10, 69])("may not differ by %d people of whom some group has fewer than ten", (count) => {
    // They are spread over 14 pairs of age and sex: of 69 no age has ten.
    const few = more.slice(0, count);
    expect(compare(edition(people), edition([...people, ...few]))).toEqual({ kind: "too_few_changed", place: "P0" });
    expect(compare(edition(people), edition(people.slice(few.length)))).toMatchObject({ kind: "too_few_changed" });
  });

  it("may not differ in what the same people said, by one or by all", () => {
    const other = people.map((response, at) => ({ ...response, answers: more[at]!.answers }));
    expect(compare(edition(people), edition(other))).toEqual({ kind: "answers_changed", place: "P0" });
  });

  it("may not differ in a question that few of the changed answered, however many these are", () => {
    const silent = (answered: number) =>
      respondents(140, (person) => (person < answered ? { decision_body: "council" } : {}));
    const base = [...people, ...silent(0)];
    expect(compare(edition(people), edition(base))).toEqual({ kind: "allowed" });
    expect(compare(edition(people), edition([...people, ...silent(1)]))).toMatchObject({ kind: "too_few_changed" });
    expect(compare(edition(people), edition([...people, ...silent(9)]))).toMatchObject({ kind: "too_few_changed" });
    expect(compare(edition(people), edition([...people, ...silent(140)]))).toEqual({ kind: "allowed" });
  });

  it("see a change of place, and of base-weight class", () => {
    const [first, rest] = [people.slice(0, 5), people.slice(5)];
    expect(compare(edition(people, more), edition(rest, [...more, ...first]))).toMatchObject({
      kind: "too_few_changed",
    });
    const heavier = people.map((response) => ({ ...response, baseWeightClass: 1 }));
    expect(compare(edition(people), edition(heavier))).toMatchObject({ kind: "answers_changed" });
  });
});

describe("an audit record", () => {
  const { decisions } = decided(
    [
      districtOf("A", { code: people }),
      districtOf("B", { code: more }),
      districtOf("C", { code: people.slice(0, 50) }),
    ],
    [groupOf("G", ["A", "B", "C"])],
  );
  const withstood = { attack: "A18", tried: 10, succeeded: 0, allowed: 0, rows: [] };

  it("says what was decided, without a count of people", () => {
    const [stream] = auditRecord(decisions, [withstood]).streams;
    expect(stream).toMatchObject({ stream: "code", blocks: ["A", "B"], left_over: 1 });
    expect(stream!.block_domains_withheld).toBeGreaterThan(0);
    expect(stream!.group_domains).toBeGreaterThan(stream!.group_domains_withheld);
  });

  it("passes where every attack was withstood, and never without any", () => {
    expect(auditRecord(decisions, [withstood]).passed).toBe(true);
    expect(auditRecord(decisions, [withstood, { ...withstood, succeeded: 3, allowed: 3 }]).passed).toBe(true);
    expect(auditRecord(decisions, [withstood, { ...withstood, succeeded: 1 }]).passed).toBe(false);
    expect(auditRecord(decisions, []).passed).toBe(false);
  });
});
