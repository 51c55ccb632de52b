import { describe, expect, it } from "vitest";
import { measure as a01 } from "./measures/a01.ts";
import { measure as a02 } from "./measures/a02.ts";
import { measure as a03 } from "./measures/a03.ts";
import { measure as a04 } from "./measures/a04.ts";
import { measure as a05 } from "./measures/a05.ts";
import { measure as a06 } from "./measures/a06.ts";
import { measure as a07 } from "./measures/a07.ts";
import { measure as a08 } from "./measures/a08.ts";
import { measure as a09 } from "./measures/a09.ts";
import { measure as a10 } from "./measures/a10.ts";
import { measure as a11 } from "./measures/a11.ts";
import { measure as a12 } from "./measures/a12.ts";
import { measure as a13 } from "./measures/a13.ts";
import { measure as a14 } from "./measures/a14.ts";
import { measure as a15 } from "./measures/a15.ts";
import { measure as a16 } from "./measures/a16.ts";
import { measure as a17 } from "./measures/a17.ts";
import { measure as a18 } from "./measures/a18.ts";
import { measure as a19 } from "./measures/a19.ts";
import { measure as a20 } from "./measures/a20.ts";
import { measure as a21 } from "./measures/a21.ts";
import { measure as a22 } from "./measures/a22.ts";
import { measure as a23 } from "./measures/a23.ts";
import { measure as a24 } from "./measures/a24.ts";
import { measure as a25, watchedField } from "./measures/a25.ts";
import { measure as a26 } from "./measures/a26.ts";
import { measure as a27 } from "./measures/a27.ts";
import { measures as a28, SIZES } from "./measures/a28.ts";
import { measure as a29 } from "./measures/a29.ts";
import { measure as a30 } from "./measures/a30.ts";
import { measure as a31 } from "./measures/a31.ts";
import { measure as a32 } from "./measures/a32.ts";
import type { Measure } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { IS_RENEWED, linesOfReadme, writeTable } from "./table.ts";

/** Everything in the table, measured anew. */
async function measured(): Promise<readonly Measure[]> {
  const site = await createSite();
  const field = await watchedField();
  const { release } = site.world;
  const call = `/api/v1/releases/${release}/results?place=D-B01&question=decision_body&by=all`;
  const ofSite = [await a03(site), await a07(site, call), await a08(site, release), await a14(site), await a31(site)];
  // These two come last: one makes the release a draft, the other seals the wave.
  const ofFields = [await a24(site), await a26(field), await a25(field), await a27()];
  await site.dispose();
  await field.installation.dispose();
  const pure = [
    ...[a01, a02, a04, a05, a06, a09, a10, a11, a12, a13, a15, a16, a17, a18, a19, a20, a21, a22, a23, a29, a30, a32],
  ].map((measure) => measure());
  const all = [...ofSite, ...ofFields, ...pure, ...a28()];
  return all.toSorted((one, other) => numberOf(one.attack) - numberOf(other.attack));
}

function numberOf(attack: string): number {
  return Number(attack.slice(1));
}

describe("the table of attacks", () => {
  it.runIf(IS_RENEWED)("is written anew", async () => writeTable(await measured()), 600_000);

  // Each attack's own test compares its line with what it has measured.
  it("has every attack, in order, and coalitions of every size", () => {
    const names = Array.from({ length: 32 }, (_, at) => `A${at + 1}`).flatMap((name) =>
      name === "A28" ? SIZES.map((size) => `${name}, ${size}`) : [name],
    );
    expect(linesOfReadme().map(([name]) => name)).toEqual(names);
    for (const line of linesOfReadme()) expect(line).toHaveLength(4);
  });
});
