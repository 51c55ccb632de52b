import { beforeAll, describe, expect, it } from "vitest";
import { measure, withOneMind, withSmallDistrict } from "./measures/a27.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { decide } from "./support.ts";
import { expectWritten } from "./table.ts";

describe("A27: an insider with the list of letters", () => {
  let measured: Measure;
  beforeAll(async () => {
    measured = await measure();
  }, 300_000);

  it("tries a district that is in no block", () => {
    const world = withSmallDistrict(1);
    expect(decide(world).decisions[0]!.leftOver).toEqual([world.districts[0]!.code]);
    expect(withOneMind(world).districts[0]!.responses).not.toEqual(world.districts[0]!.responses);
  });

  it("succeeds against output with no protection: a used code is refused, and a county is made of all its districts", () => {
    expect(rateOf(measured.naive)).toBe(1);
  });

  it("fails against ours: every code has the same receipt, and not a byte is of the small district", () => {
    expect(measured.ours).toEqual({ tried: 22, succeeded: 0 });
  });

  it("is what the README says", () => expectWritten(measured));
});
