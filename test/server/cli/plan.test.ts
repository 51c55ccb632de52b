/** `plan`: what so many responses will show, from the command line or a file; and everything that these can have wrong. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { InputError, readInput } from "../../../server/cli/command.ts";
import { percent } from "../../../server/cli/plan-print.ts";
import { PLAN_COMMAND } from "../../../server/cli/plan.ts";

const folder = mkdtempSync(join(tmpdir(), "soundings-plan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly status: 0 | 2;
  readonly out: string;
}

/** The command as the command line runs it, in this process. */
async function plan(...words: readonly string[]): Promise<Outcome> {
  const out: string[] = [];
  try {
    const input = readInput(PLAN_COMMAND, words);
    await PLAN_COMMAND.run(input, { print: (line) => out.push(line), warn: (line) => out.push(line) });
    return { status: 0, out: out.join("\n") };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { status: 2, out: error.message };
  }
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Json {
  readonly places: readonly {
    readonly name: string;
    readonly shown: number;
    readonly design_effect: number;
    readonly design_effect_from: string;
    readonly range: unknown;
    readonly groups: readonly { readonly by: string; readonly group: string; readonly withheld: number }[];
  }[];
  readonly groups: readonly { readonly code: string; readonly blocks: number; readonly population_covered: number }[];
}

async function json(...words: readonly string[]): Promise<Json> {
  const { status, out } = await plan(...words, "--format", "json");
  expect(status).toBe(0);
  return JSON.parse(out) as Json;
}

describe("one place", () => {
  test("is told group by group, with what was assumed and how many responses each takes", async () => {
    const { out } = await plan("--responses", "400");
    expect(out).toContain("A place: 400 responses, stream code");
    expect(out).toContain("Design effect 1.4: the usual one");
    expect(out).toMatch(/^Everybody +381 +100% +0% +44% – 56%$/m);
    expect(out).toMatch(/^Age +18 to 24 +11 +0% +0% +100% +0% +20% – 80% +2108$/m);
    expect(out).toMatch(/^Sex +Female +191 +100% +<1% +0% +0% +41% – 59% +138$/m);
  });

  test("of a code has the design effect of its adults; in an open stream no range", async () => {
    const { places } = await json("--responses", "600", "--stream", "open", "--population", "E08000039");
    expect(places).toMatchObject([{ name: "Sheffield", design_effect_from: "adults", range: null }]);
    expect(places[0]!.groups.every((group) => "range" in group && group.range === null)).toBe(true);
  });

  test("takes a profile, a share missing and a design effect that somebody gives", async () => {
    const profile = file("p.json", JSON.stringify({ sex: { female: 0.97, male: 0.02 } }));
    const words = ["--responses", "500", "--profile", profile, "--missing", "0.05", "--design-effect", "1.63"];
    const { places } = await json(...words);
    expect(places[0]).toMatchObject({ design_effect: 1.7, design_effect_from: "given" });
    const male = places[0]!.groups.find(({ group }) => group === "male");
    expect(male!.withheld).toBeGreaterThan(0.999);
  });

  test("as CSV has a row for everybody and for each group, in whole numbers but for the design effect", async () => {
    const { out } = await plan("--responses", "400", "--format", "csv");
    const [header = "", ...rows] = out.split("\r\n");
    const effect = header.split(",").indexOf("design_effect");
    expect(rows).toHaveLength(24);
    for (const row of rows) {
      const cells = row.split(",");
      expect(cells).toHaveLength(header.split(",").length);
      expect(cells.filter((cell, at) => at !== effect && /^\d+\.\d/.test(cell))).toEqual([]);
    }
  });
});

describe("a file", () => {
  const DEVON = "E07000040,300\nE07000041,90\nE07000042,250\nE07000043,400\nE07000044,300\n";

  test("is told in a line for each place, with the groups that they make", async () => {
    const { out } = await plan(file("devon.csv", `place,responses,stream\n${DEVON.replaceAll("\n", ",code\n")}`));
    expect(out).toMatch(/^E07000041 +Exeter +code +90 +0% +84 /m);
    expect(out).toMatch(/^E10000008 +Devon +code +5 +1 +no +4 +yes +51% +no$/m);
    expect(out).not.toContain("United Kingdom");
  });

  test("may have names that are no codes, columns in any order, and no streams", async () => {
    const { places, groups } = await json(file("names.csv", "responses,place\n120,Our town\n800,Their town\n"));
    expect(places.map(({ name }) => name)).toEqual(["Our town", "Their town"]);
    expect(places[1]!.shown).toBeGreaterThan(places[0]!.shown);
    expect(groups).toEqual([]);
  });

  test.each([
    ["", ":1:1: the file is empty"],
    ["place,responses\n", ":2:1: there is no row under the header"],
    ["place,number\nE07000040,4\n", ":1:2: the columns are"],
    ["place\nE07000040\n", ":1:1: the columns are"],
    ["place,responses\nE07000040,12.5\n", ":2:2: responses are a whole number"],
    ["place,responses\nE07000040,0\n", ":2:2: responses are a whole number"],
    ["place,responses\nE07000040,4\nE07999999,4\n", ":3:1: there is no place with that code"],
    ["place,responses\nE10000008,4\n", ":2:1: Devon is no council's district"],
    ["place,responses\nE08000019,4\n", ":2:1: Sheffield is no council of today"],
    ["place,responses\n,4\n", ":2:1: a place has a code or a name"],
    ["place,responses,stream\nA,4,post\n", ":2:3: a stream is code, open or interviewer"],
    ["place,responses\nA,4\nA,5\n", ":3:1: this place stands here twice"],
    ["place,responses\nA,4,5\n", ":2:4: the row has not as many cells as the header"],
  ])("%j is refused by line and column", async (content, message) => {
    const path = file("bad.csv", content);
    expect(await plan(path)).toMatchObject({ status: 2, out: expect.stringContaining(`${path}${message}`) });
  });

  test("everything wrong is named at once", async () => {
    const { out } = await plan(file("bad.csv", "place,responses,stream\nE07999999,x,post\n,4,code\n"));
    expect(out.split("\n")).toHaveLength(4);
  });
});

describe("options", () => {
  test.each([
    [[], "--responses is missing"],
    [["--responses", "many"], "--responses is a whole number"],
    [["--responses", "400", "--stream", "post"], "--stream is"],
    [["--responses", "400", "--population", "E10000008"], "Devon is no council's district"],
    [["--responses", "400", "--population", "Sheffield"], "its adults are not known"],
    [["--responses", "400", "--missing", "0.9"], "--missing is a number from 0 to 0.5"],
    [["--responses", "400", "--design-effect", "0.5"], "--design-effect is a number from 1 to 10"],
    [["--responses", "400", "--format", "xml"], "--format is"],
    [["no-such-file.csv"], "no-such-file.csv: there is no such file"],
    [["a.csv", "b.csv"], "The words do not fit"],
    [["a.csv", "--responses", "4"], "--responses goes without a file"],
  ])("%j: %s", async (words, message) => {
    expect(await plan(...words)).toMatchObject({ status: 2, out: expect.stringContaining(message) });
  });

  test("a profile that says something else is named by file and path", async () => {
    const path = file("bad.json", JSON.stringify({ sex: { female: 2, male: 0.1 } }));
    expect((await plan("--responses", "400", "--profile", path)).out).toBe(
      `${path}: sex.female: a share is a number from 0 to 1`,
    );
    const broken = file("broken.json", '{\n "sex": {');
    expect((await plan("--responses", "400", "--profile", broken)).out).toContain(`${broken}:2:`);
  });
});

test("a chance is said to be none or certain only where it is", () => {
  expect([0, 0.004, 0.5, 0.996, 1].map(percent)).toEqual(["0%", "<1%", "50%", ">99%", "100%"]);
});

test("the command opens no installation", () => {
  expect(PLAN_COMMAND.standalone).toBe(true);
});
