/** `places look` as somebody types it: what it stores, prints, refuses and takes away. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../../server/tools/build.mjs";
import { fileIn, soundingsIn } from "../../support/command-line.ts";
import { lookDocument } from "../../support/look.ts";

const SHEFFIELD = "E08000039";
const folder = mkdtempSync(join(tmpdir(), "soundings-looks-"));

beforeAll(async () => {
  await build({ quiet: true });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const soundings = soundingsIn(folder);

const file = fileIn(folder);

describe.sequential("the look of a council from the command line", () => {
  test("is refused with status 2 and every fault, and nothing is stored", () => {
    const document = lookDocument({ colours: { brand_text: "#888888", link: "pink" }, ways: { fax: {} } });
    const path = file("wrong.json", JSON.stringify(document));
    const { status, err, out } = soundings("places", "look", SHEFFIELD, path);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(`${path}: colours.link: must be a colour like #0b3954\n`);
    expect(err).toContain(`${path}: ways.fax: is not known here\n`);
    const faint = file("faint.json", JSON.stringify(lookDocument({ colours: { brand_text: "#888888" } })));
    expect(soundings("places", "look", SHEFFIELD, faint).err).toMatch(
      /colours\.brand_text: its contrast with colours\.brand is \d\.\d\d, and must be at least 4\.5\n/,
    );
    expect(soundings("places", "look", SHEFFIELD).status).toBe(1);
  });

  test("is stored, printed as it was checked, replaced and taken away, and the audit says so", () => {
    const path = file("look.json", JSON.stringify(lookDocument()));
    expect(soundings("places", "look", SHEFFIELD, path)).toMatchObject({ status: 0, err: "" });
    const printed = soundings("places", "look", SHEFFIELD);
    expect(printed.status).toBe(0);
    expect(JSON.parse(printed.out)).toMatchObject({
      name: { en: "Brackenford Council" },
      colours: { brand: "#5b2a86" },
    });
    // What is printed can be given back.
    expect(soundings("places", "look", SHEFFIELD, file("printed.json", printed.out)).status).toBe(0);
    expect(soundings("places", "look", SHEFFIELD).out).toBe(printed.out);
    expect(soundings("places", "look", SHEFFIELD, "--remove").status).toBe(0);
    expect(soundings("places", "look", SHEFFIELD).status).toBe(1);
    expect(soundings("audit", "list").out).toMatch(
      /\tplace\.look\tE08000039\t\n[^]*\tplace\.look_removed\tE08000039\t/,
    );
  });

  test.each([
    ["a place that is none", ["E00000000"]],
    ["a file and --remove", [SHEFFIELD, "look.json", "--remove"]],
    ["no place", []],
    ["a file that is not there", [SHEFFIELD, "nowhere.json"]],
  ])("%s is something to put right", (_what, words) => {
    const { status, err } = soundings("places", "look", ...words);
    expect(status).toBe(2);
    expect(err).toContain("Usage: places look PLACE [FILE.json | --remove]");
  });
});
