import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { parseCode } from "../../../core/code/code.ts";
import { randomBytes } from "../../../server/sealing/bytes.ts";
import { createCode } from "../../../server/sealing/codes.ts";
import { createRandom } from "../../support/random.ts";

const ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ";
const codes = fc.string({ minLength: 1, maxLength: 12 }).map((seed) => createCode(createRandom(seed)));

describe("codes", () => {
  propertyTest.prop([codes])("reads back every code that was made, however it is typed", (code) => {
    expect(parseCode(code)).toBe(code);
    expect(parseCode(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)).toBe(code);
  });

  test("finds nearly every swap of neighbours", () => {
    const random = createRandom("swaps");
    let swaps = 0;
    let missed = 0;
    for (let round = 0; round < 2000; round += 1) {
      const code = createCode(random);
      for (let at = 0; at < 9; at += 1) {
        if (code[at] === code[at + 1]) continue;
        swaps += 1;
        const swapped = `${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`;
        if (parseCode(swapped) !== null) missed += 1;
      }
    }
    expect(missed / swaps).toBeLessThan(0.01);
  });

  test("has no letter that is taken for another, and no vowel to make a word", () => {
    const seen = new Set(Array.from({ length: 3000 }, () => createCode(randomBytes)).join(""));
    expect([...seen].sort().join("")).toBe(ALPHABET);
    for (const confusable of "01OILUAE") expect(seen.has(confusable)).toBe(false);
  });

  test("draws every character equally often", () => {
    const counts = new Map<string, number>();
    const random = createRandom("uniform");
    const drawn = 20_000;
    for (let round = 0; round < drawn; round += 1) {
      for (const character of createCode(random).slice(0, 9)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (drawn * 9) / ALPHABET.length;
    const chiSquare = [...counts.values()].reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
    // 27 degrees of freedom, 99.9 %.
    expect(chiSquare).toBeLessThan(55.5);
  });
});
