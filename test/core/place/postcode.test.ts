import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { lookUpPostcode, parsePostcode } from "../../../core/place/postcode.ts";
import type { PostcodeAreaTable } from "../../../core/place/postcode.ts";

describe("parsePostcode", () => {
  test.each([
    ["AB12 3GQ", "AB12 3GQ"],
    ["ab123gq", "AB12 3GQ"],
    ["  aB1 2 3 g q ", "AB12 3GQ"],
    ["AB12-3GQ", "AB12 3GQ"],
    ["AB12 3GQ.", "AB12 3GQ"],
    ["AB12\u00A03GQ", "AB12 3GQ"],
    ["M1 1AE", "M1 1AE"],
    ["B33 8TH", "B33 8TH"],
    ["CR2 6XH", "CR2 6XH"],
    ["W1A 1HQ", "W1A 1HQ"],
    ["EC1A 1BB", "EC1A 1BB"],
    ["BS0 1AA", "BS0 1AA"],
    ["S014 1AA", "SO14 1AA"],
    ["0X1 2JD", "OX1 2JD"],
    ["1P1 2DE", "IP1 2DE"],
    ["CRO 2AB", "CR0 2AB"],
    ["S1O 2TN", "S10 2TN"],
    ["LI 8JQ", "L1 8JQ"],
    ["WIA IHQ", "W1A 1HQ"],
    ["BSIO OAA", "BS10 0AA"],
    ["AB1O ILP", "AB10 1LP"],
  ])("%j is %s", (typed, unit) => expect(parsePostcode(typed)?.unit).toBe(unit));

  test("names each level in full", () => {
    expect(parsePostcode("ec1a1bb")).toEqual({
      area: "EC",
      district: "EC1A",
      sector: "EC1A 1",
      unit: "EC1A 1BB",
      coverage: "great_britain",
    });
  });

  test.each([
    ["BT1 5GS", "northern_ireland"],
    ["JE2 4UH", "crown_dependency"],
    ["GY1 1AA", "crown_dependency"],
    ["IM1 1AG", "crown_dependency"],
    ["1M1 1AG", "crown_dependency"],
    ["G1 1AA", "great_britain"],
  ])("%s: %s", (typed, coverage) => expect(parsePostcode(typed)?.coverage).toBe(coverage));

  test.each([
    "",
    " ",
    "AB12",
    "AB12 3",
    "AB12 3G",
    "12 3GQ",
    "ABC1 2DE",
    "AB123 4GQ",
    "AB12 3GQQ",
    "AB12 GQ3",
    "AB12 3CQ",
    "AB12 3GI",
    "AB12 30Q",
    "hello",
    "AB12 3GQ, Aberdeen",
    "ÀB12 3GQ",
    "E0 1AA",
    "BFPO 801",
  ])("%j is no postcode", (typed) => expect(parsePostcode(typed)).toBeNull());

  property.prop([fc.string({ maxLength: 12 })])("never throws, and reads its own writing again", (typed) => {
    const postcode = parsePostcode(typed);
    if (postcode !== null) expect(parsePostcode(postcode.unit)).toEqual(postcode);
  });
});

describe("lookUpPostcode", () => {
  // Sector 3: first council 1 throughout, but council 0 has AA (step 1), AB (1) and, 33 + 33 further on, the 68th unit.
  const table: PostcodeAreaTable = { area: "AB", councils: ["X", "Y"], districts: { "12": "3;:]]~}4:" } };
  const find = (typed: string): string | null => {
    const postcode = parsePostcode(typed);
    return postcode === null ? null : lookUpPostcode(table, postcode);
  };

  test.each([
    ["AB12 3AA", "X"],
    ["AB12 3AB", "X"],
    ["AB12 3AD", "Y"],
    ["AB12 3BT", "Y"],
    ["AB12 3EH", "Y"],
    ["AB12 3EJ", "X"],
    ["AB12 3EL", "Y"],
    ["AB12 3ZZ", "Y"],
    ["AB12 4AA", "X"],
    ["AB12 5AA", null],
    ["AB13 3AA", null],
    ["AC12 3AA", null],
    ["B12 3AA", null],
  ])("%s: %s", (typed, council) => expect(find(typed)).toBe(council));
});
