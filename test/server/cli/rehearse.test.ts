/** `rehearse`: invented responses in real places, in a folder of its own and nowhere else, marked wherever they show. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, test, vi } from "vitest";
import { expandRows } from "../../../core/release/rows.ts";
import { InputError, readInput, RefusedError } from "../../../server/cli/command.ts";
import { createRehearseCommand } from "../../../server/cli/rehearse.ts";
import {
  REHEARSAL_WAVE,
  rehearsalDirectory,
  rehearsalPlaces,
  rehearsalSizes,
} from "../../../server/demonstration/rehearse.ts";
import { createFileKeys } from "../../../server/keys/file-keys.ts";
import { publishRelease } from "../../../server/jobs/publish-release.ts";
import { createFileCubes } from "../../../server/jobs/release-cubes.ts";
import { createPublished } from "../../../server/services/published.ts";
import { closeDatabases, openDatabases } from "../../../server/storage/open-node.ts";
import { listReleasesOfWave } from "../../../server/storage/releases.ts";
import { countResponses } from "../../../server/storage/responses.ts";
import { getWave } from "../../../server/storage/waves.ts";

const root = mkdtempSync(join(tmpdir(), "soundings-rehearse-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const REHEARSE = createRehearseCommand(join(import.meta.dirname, "../../../drizzle/migrations"));

/** The command as the command line runs it, in this process, with an installation in `own`. */
async function rehearse(...words: readonly string[]): Promise<{ status: 0 | 1 | 2; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  vi.stubEnv("DATA_DIR", join(root, "own"));
  const quiet = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const input = readInput(REHEARSE, words);
    await REHEARSE.run(input, { print: (line) => out.push(line), warn: (line) => err.push(line) });
    return { status: 0, out: out.join("\n"), err: err.join("\n") };
  } catch (error) {
    if (!(error instanceof InputError || error instanceof RefusedError)) throw error;
    return { status: error instanceof InputError ? 2 : 1, out: out.join("\n"), err: error.message };
  } finally {
    quiet.mockRestore();
    vi.unstubAllEnvs();
  }
}

test("a rehearsal is built, attacked, timed and left unpublished; every row says that it is invented", async () => {
  const folder = join(root, "fresh");
  const { status, out } = await rehearse("--data", folder, "--places", "5", "--responses", "1000");
  expect(status).toBe(0);
  expect(out).toMatch(/^Rehearsal, invented: 5 places, \d+ responses, release rehearsal-r1$/m);
  for (const step of ["filling", "counting", "audit", "rows", "attacks", "storing", "all together"]) {
    expect(out).toMatch(new RegExp(`^ +\\d+\\.\\d s  .*${step}`, "m"));
  }
  expect(out).toMatch(/^failed\s+A18/m);
  const databases = await openDatabases({ kind: "files", folder });
  try {
    const wave = await getWave(databases.office, REHEARSAL_WAVE);
    expect(wave).toMatchObject({ state: "sealed", demonstration: false, title: { en: "Rehearsal, invented" } });
    expect((await createFileKeys(join(folder, "keys")).read(REHEARSAL_WAVE))?.collection).toBeUndefined();
    const counts = (await countResponses(databases.responses, REHEARSAL_WAVE)).map(({ responses }) => responses);
    expect(counts).toHaveLength(5);
    expect(counts.filter((responses) => responses < 100)).toHaveLength(1);
    const [release] = await listReleasesOfWave(databases.office, REHEARSAL_WAVE);
    expect(release).toMatchObject({ id: "rehearsal-r1", state: "draft" });
    expect(await createPublished(() => databases.office, Date.now).releases()).toEqual([]);
    const services = { databases, now: () => new Date(), actor: "test", cubes: createFileCubes(join(folder, "cubes")) };
    expect(await publishRelease(services, REHEARSAL_WAVE)).toMatchObject({ ok: false, code: "release.rehearsal" });
    const { document } = release!;
    expect(document.title).toEqual({ en: "Rehearsal, invented", cy: "Ymarfer, dychmygol" });
    const place = document.places[0]!.code;
    const [row] = expandRows(document, [
      [place, "code", "decision_body", "council", "all", "all", null, null, null, null, null, null, "c"],
    ]);
    expect(row).toMatchObject({ release: "rehearsal-r1", wave: "rehearsal", sample_type: "demonstration" });
  } finally {
    closeDatabases(databases);
  }
  expect(await rehearse("--data", folder)).toMatchObject({
    status: 1,
    err: expect.stringContaining("something already"),
  });
}, 60_000);

describe("what is refused", () => {
  test("the installation's own folder, one in it, one around it, and one that holds something", async () => {
    mkdirSync(join(root, "full"));
    writeFileSync(join(root, "full", "letter.txt"), "mine");
    for (const folder of [join(root, "own"), join(root, "own", "inner"), root, join(root, "full")]) {
      const { status, err } = await rehearse("--data", folder);
      expect([folder, status, err.startsWith(`${folder}: `)]).toEqual([folder, 1, true]);
    }
    expect(await rehearse("--data", join(root, "full", "letter.txt"))).toMatchObject({ status: 2 });
  });

  test.each([
    [[], "--data is missing"],
    [["--data", "x", "--places", "none"], "--places is all, or a whole number"],
    [["--data", "x", "--places", "0"], "--places is all, or a whole number"],
    [["--data", "x", "--responses", "1.5"], "--responses is a whole number"],
    [["--data", "x", "--withheld", "2"], "--withheld is a number from 0 to 1"],
    [["--data", "x", "more"], "The words do not fit"],
  ])("%j: %s", async (words, message) => {
    expect(await rehearse(...words)).toMatchObject({ status: 2, err: expect.stringContaining(message) });
  });
});

describe("places and sizes", () => {
  const directory = rehearsalDirectory();

  test("all current districts there are, or so many from all over", () => {
    const all = rehearsalPlaces(directory, 400);
    expect(all).toHaveLength(361);
    for (const count of [1, 20, 360, 361]) expect(rehearsalPlaces(directory, count)).toHaveLength(count);
    const countries = new Set(rehearsalPlaces(directory, 40).map(({ code }) => code[0]));
    expect(countries).toEqual(new Set(["E", "N", "S", "W"]));
  });

  test.each([0, 0.2, 1])("a part of %f brings too few, all others enough", (withheld) => {
    const places = rehearsalPlaces(directory, 100);
    const sizes = rehearsalSizes(places, { responses: 40_000, withheld });
    expect(sizes.filter((size) => size < 100)).toHaveLength(100 * withheld);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8);
    const sum = sizes.reduce((total, size) => total + size, 0);
    if (withheld < 1) expect(Math.abs(sum - 40_000)).toBeLessThan(500);
  });
});
