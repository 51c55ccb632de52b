import { describe, expect, it } from "vitest";
import {
  boundOf,
  domainStatus,
  groupsAreShown,
  leastBase,
  placeIsShown,
  publishedBase,
  publishedDesignEffect,
} from "../../../core/disclosure/rules.ts";

describe("a design effect", () => {
  it.each([
    [1, 1],
    [1.0000000000000002, 1],
    [0.9999999999999999, 1],
    [1.1, 1.1],
    [1.4, 1.4],
    [1.4000001, 1.5],
    [2.3, 2.3],
    [2.91, 3],
  ])("of %d is published as %d", (exact, published) => {
    expect(publishedDesignEffect(exact)).toBe(published);
  });
});

describe("a domain", () => {
  it.each([
    [38, 1, "c"],
    [39, 1, "u"],
    [42, 1.1, "c"],
    [43, 1.1, "u"],
    [54, 1.4, "c"],
    [55, 1.4, "u"],
    [99, 1, "u"],
    [100, 1, ""],
    [109, 1.1, "u"],
    [110, 1.1, ""],
    [229, 2.3, "u"],
    [230, 2.3, ""],
  ])("of %d people at a design effect of %d has the status %j", (base, designEffect, status) => {
    expect(domainStatus(base, designEffect, leastBase("ordinary"))).toBe(status);
  });

  it("of a sensitive variable needs 50 people, an opinion no more than others", () => {
    expect(domainStatus(49, 1, leastBase("sensitive"))).toBe("c");
    expect(domainStatus(50, 1, leastBase("sensitive"))).toBe("u");
    expect(leastBase("opinion")).toBe(30);
  });
});

describe("a place", () => {
  it("needs 100 responses, of an open link 300, and 500 for its bands", () => {
    expect([99, 100].map((responses) => placeIsShown("code", responses))).toEqual([false, true]);
    expect([99, 100].map((responses) => placeIsShown("interviewer", responses))).toEqual([false, true]);
    expect([299, 300].map((responses) => placeIsShown("open", responses))).toEqual([false, true]);
    expect([499, 500].map((responses) => groupsAreShown("open", responses))).toEqual([false, true]);
    expect(groupsAreShown("code", 100)).toBe(true);
  });
});

describe("what is published", () => {
  it.each([
    [34, 30],
    [35, 40],
    [994, 990],
    [995, 1000],
    [1024, 1000],
    [1025, 1050],
  ])("of a base of %d is %d", (people, base) => {
    expect(publishedBase(people)).toBe(base);
  });

  it.each([
    [30, 10],
    [39, 10],
    [40, 5],
    [99, 5],
    [100, 2],
    [299, 2],
    [300, 1],
    [5000, 1],
  ])("near 0 and 100 on a base of %d ends at %d per cent", (base, bound) => {
    expect(boundOf(base)).toBe(bound);
  });
});
