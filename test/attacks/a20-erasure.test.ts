import { describe, expect, it } from "vitest";
import { editionRefusal } from "../../server/jobs/revise-release.ts";
import type { Release } from "../../server/storage/releases.ts";
import { firstEdition } from "./measures/a04.ts";
import { measure } from "./measures/a20.ts";
import { protectedPlaces } from "./support.ts";
import { expectWritten } from "./table.ts";

describe("A20: a release built anew after an erasure", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(naive.succeeded).toBe(naive.tried);
  });

  it("fails against ours: an erasure never makes a revision, with or without a reason for one", () => {
    expect(ours.tried).toBe(naive.tried);
    expect(ours.succeeded).toBe(0);
    expect(editionRefusal([{} as Release], null)).toMatchObject({ ok: false, code: "release.exists" });
  });

  it("fails against ours: built anew from the same people it is the same, byte for byte", () => {
    const world = firstEdition(2);
    expect(JSON.stringify(protectedPlaces(world))).toBe(JSON.stringify(protectedPlaces(world)));
  });

  it("is what the README says", () => expectWritten(measured));
});
