import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runAttacks } from "../../../core/attack/run.ts";
import { createReleaseReader } from "../../../core/attack/attacked-release.ts";
import { attackSchema } from "../../../core/attack/schema.ts";
import { buildRows } from "../../../core/release/build.ts";
import { compareEditions, type ReleaseCubes } from "../../../core/release/revision.ts";
import { truthOf } from "../../../core/release/truth.ts";
import type { ReleaseDocument } from "../../../core/release/types.ts";
import { tabulate } from "../../../core/tabulation/cube.ts";
import { createFileCubes } from "../../../server/jobs/release-cubes.ts";
import { BundleError, readBundle, writeBundle } from "../../../server/jobs/release-bundle.ts";
import { createPartWriter } from "../../../server/jobs/release-parts.ts";
import { ATTACK_COMMAND } from "../../../server/cli/attack.ts";
import { InputError, RefusedError } from "../../../server/cli/command.ts";
import { decided, districtOf, groupOf, noiseOf, PLAN, respondents } from "../../support/districts.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

const people = (count: number) =>
  respondents(count, (person) => ({ decision_body: person % 3 === 0 ? "council" : "government" }));

describe("the cubes of a wave", () => {
  const first = tabulate(PLAN.layout, people(60));
  const second = tabulate(PLAN.layout, people(70));

  const [SHA, OTHER_SHA] = ["a".repeat(64), "b".repeat(64)];
  const entriesOf = (cube: typeof first) => [{ place: "A", stream: "code", cube } as const];
  const cubesOf = (cube: typeof first): ReleaseCubes => new Map([["A", new Map([["code", cube] as const])]]);

  test("come back as they were, without any record key, and only their owner may read them", async () => {
    const cubes = createFileCubes(join(folder, "cubes"));
    expect(await cubes.read("wave", 1)).toBeNull();
    await cubes.writeDraft("wave", 1, SHA, [
      { place: "A", stream: "code", cube: first },
      { place: "A", stream: "open", cube: second },
    ]);
    expect(await cubes.read("wave", 1)).toBeNull();
    expect(await cubes.keepDraft("wave", 1, SHA)).toBe(true);
    const read = await cubes.read("wave", 1, SHA);
    const stored: ReleaseCubes = new Map([["A", new Map([["code", first] as const, ["open", second] as const])]]);
    expect(compareEditions(PLAN.layout, stored, read!)).toEqual({ kind: "unchanged" });
    expect(Object.keys(read!.get("A")!.get("code")!).sort()).toEqual(["classes", "counts", "members"]);
    expect((await stat(join(folder, "cubes", "wave.r1.cube"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "cubes"))).mode & 0o777).toBe(0o700);
  });

  test("stay for every edition, and are kept once, however often it is said", async () => {
    const cubes = createFileCubes(join(folder, "cubes"));
    for (const [index, cube] of [first, second].entries()) {
      await cubes.writeDraft("wave", index + 1, SHA, entriesOf(cube));
      expect(await cubes.keepDraft("wave", index + 1, SHA)).toBe(true);
      expect(await cubes.keepDraft("wave", index + 1, SHA)).toBe(true);
    }
    expect((await readdir(join(folder, "cubes"))).toSorted()).toEqual(["wave.r1.cube", "wave.r2.cube"]);
    for (const [index, cube] of [first, second].entries()) {
      const read = await cubes.read("wave", index + 1);
      expect(compareEditions(PLAN.layout, cubesOf(cube), read!)).toEqual({ kind: "unchanged" });
    }
  });

  test("of another build are neither kept nor read", async () => {
    const cubes = createFileCubes(join(folder, "cubes"));
    expect(await cubes.keepDraft("wave", 1, SHA)).toBe(false);
    await cubes.writeDraft("wave", 1, SHA, entriesOf(first));
    await cubes.writeDraft("wave", 1, OTHER_SHA, entriesOf(second));
    expect(await cubes.keepDraft("wave", 1, SHA)).toBe(false);
    expect(await cubes.read("wave", 1)).toBeNull();
    expect(await cubes.keepDraft("wave", 1, OTHER_SHA)).toBe(true);
    expect(await cubes.keepDraft("wave", 1, SHA)).toBe(false);
    expect(await cubes.read("wave", 1, SHA)).toBeNull();
    expect(await cubes.read("wave", 1, OTHER_SHA)).not.toBeNull();
  });

  test("that are written twice at once are whole, and nothing is left beside them", async () => {
    const cubes = createFileCubes(join(folder, "cubes"));
    await Promise.all([first, second, first].map((cube) => cubes.writeDraft("wave", 1, SHA, entriesOf(cube))));
    expect(await readdir(join(folder, "cubes"))).toEqual(["wave.r1.draft.cube"]);
    expect(await cubes.keepDraft("wave", 1, SHA)).toBe(true);
    expect((await cubes.read("wave", 1))!.size).toBe(1);
  });
});

describe("a bundle", () => {
  const plan = decided(
    [districtOf("A", { code: people(280) }), districtOf("B", { code: people(420) })],
    [groupOf("G", ["A", "B"])],
  );

  async function written(): Promise<string> {
    const path = join(folder, "bundle");
    const writer = createPartWriter();
    const places = [];
    for (const place of buildRows(plan, noiseOf())) {
      await writer.add(place);
      places.push({ code: place.code });
    }
    const { parts } = await writer.finish();
    const document = { id: "wave-r1", questionnaire: PLAN.questionnaire, places } as unknown as ReleaseDocument;
    await writeBundle(path, document, parts, truthOf(plan));
    return path;
  }

  async function attacked(path: string): Promise<{ lines: readonly string[]; error: unknown }> {
    const lines: string[] = [];
    const input = { words: [path], text: () => undefined, texts: () => [] };
    const error = await ATTACK_COMMAND.run(input, { print: (line) => lines.push(line), warn: () => undefined }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { lines, error };
  }

  test("comes back as it was: the attacks on it end as those on the release itself", async () => {
    const path = await written();
    const reader = createReleaseReader(attackSchema(PLAN.questionnaire, PLAN.layout));
    for (const { code, rows } of buildRows(plan, noiseOf())) reader.addPlace(code, rows);
    const itself = runAttacks(reader.release(), truthOf(plan));
    const { document, truth, places } = await readBundle(path);
    const again = createReleaseReader(attackSchema(document.questionnaire, PLAN.layout));
    for await (const { code, rows } of places()) again.addPlace(code, rows);
    expect(runAttacks(again.release(), truth)).toEqual(itself);
    const { lines, error } = await attacked(path);
    expect(lines.filter((line) => !line.startsWith("failed"))).toEqual(["Every attack failed."]);
    expect(error).toBeNull();
    expect(lines.at(-1)).toBe("Every attack failed.");
    expect((await stat(join(path, "truth.json.gz"))).mode & 0o777).toBe(0o600);
  });

  test("with a figure that tells too much makes the command fail and name the row", async () => {
    const path = await written();
    const { gzipSync, gunzipSync } = await import("node:zlib");
    const file = join(path, "rows", "A.json.gz");
    const rows = JSON.parse(gunzipSync(await readFile(file)).toString()) as (string | number | null)[][];
    const row = rows.find((one) => one[12] !== "c")!;
    row[6] = Number(row[6]) + 0.4;
    await writeFile(file, gzipSync(JSON.stringify(rows)));
    const { lines, error } = await attacked(path);
    expect(error).toBeInstanceOf(RefusedError);
    expect(lines.join("\n")).toMatch(/SUCCEEDED\tA16/);
    expect(lines).toContain(`\t\t${row.slice(0, 6).join(" ")}`);
  });

  test("is never written over something, and what is missing or broken is named", async () => {
    const path = await written();
    const before = createHash("sha256")
      .update(await readFile(join(path, "release.json")))
      .digest("hex");
    await expect(writeBundle(path, {} as ReleaseDocument, [], truthOf(plan))).rejects.toThrow(BundleError);
    expect(
      createHash("sha256")
        .update(await readFile(join(path, "release.json")))
        .digest("hex"),
    ).toBe(before);
    await writeFile(join(path, "rows", "B.json.gz"), "no gzip");
    const broken = await attacked(path);
    expect(broken.error).toBeInstanceOf(InputError);
    expect(String(broken.error)).toContain(join("rows", "B.json.gz"));
    const missing = await attacked(join(folder, "nowhere"));
    expect(String(missing.error)).toContain("there is no such file");
  });
});
