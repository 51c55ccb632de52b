import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { changedMembers, MEMBER_SUMS, powersOf } from "../../../core/tabulation/members.ts";
import { add, invert, multiply, PRIME, subtract } from "../../../core/tabulation/modular.ts";

function sumsOf(members: readonly number[]): Float64Array {
  const [sums, powers] = [new Float64Array(MEMBER_SUMS), new Float64Array(MEMBER_SUMS)];
  for (const member of members) {
    powersOf(member, powers);
    for (let at = 0; at < MEMBER_SUMS; at += 1) sums[at] = add(sums[at] ?? 0, powers[at] ?? 0);
  }
  return sums;
}

const members = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 48 - 1 }), { minLength: 0, maxLength: 60 });

describe("arithmetic modulo the prime", () => {
  const values = fc.integer({ min: 0, max: PRIME - 1 });
  test.prop([values, values])("is that of whole numbers of any size", (first, second) => {
    const prime = BigInt(PRIME);
    expect(BigInt(multiply(first, second))).toBe((BigInt(first) * BigInt(second)) % prime);
    expect(BigInt(add(first, second))).toBe((BigInt(first) + BigInt(second)) % prime);
    expect(BigInt(subtract(first, second))).toBe((((BigInt(first) - BigInt(second)) % prime) + prime) % prime);
  });

  test.prop([fc.integer({ min: 1, max: PRIME - 1 })])("has one over a value", (value) => {
    expect(multiply(value, invert(value))).toBe(1);
  });

  it("has nothing over 0", () => {
    expect(() => invert(0)).toThrow(RangeError);
  });
});

describe("members changed", () => {
  test.prop([members, fc.nat(9), fc.nat(9)])("are counted one by one up to nine", (all, went, came) => {
    const gone = Math.min(went, all.length);
    const after = [...all.slice(gone), ...Array.from({ length: came }, (_, at) => 2 ** 47 + 7919 * at + 1)];
    const fresh = after.filter((member) => !all.includes(member)).length;
    const changed = changedMembers(sumsOf(all), sumsOf(after));
    expect(changed).toBe(gone + fresh > 9 ? null : gone + fresh);
  });

  it("are ten or more from ten on, however many they are", () => {
    for (const changed of [10, 11, 15, 19, 20, 21, 50, 500]) {
      const before = Array.from({ length: changed }, (_, at) => 1_000_003 * (at + 1));
      expect(changedMembers(sumsOf(before), sumsOf([]))).toBeNull();
      const others = before.map((member) => member + 17);
      expect(changedMembers(sumsOf(before), sumsOf(others))).toBeNull();
    }
  });

  it("are none in whatever order the members are counted", () => {
    const all = Array.from({ length: 300 }, (_, at) => 999_331 * (at + 1));
    expect(changedMembers(sumsOf(all), sumsOf(all.toReversed()))).toBe(0);
  });
});
