/** What the cases themselves do not say: labels are only labels, a number that is off is found, and the command. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { checkCase, passed } from "./check-cases.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const FOLDER = join(import.meta.dirname, "estimates");
const CASES = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));

function readCase(file: string): string {
  return readFileSync(join(FOLDER, file), "utf8");
}

test("together they are some fourteen thousand numbers", () => {
  const numbers = CASES.map((file) => checkCase(file, readCase(file)).comparison.numbers);
  expect(numbers.length).toBe(13);
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(13_000);
});

describe("labels are only labels", () => {
  // Every label that stands for a category, wherever it stands, also as a key.
  const renamed: readonly (readonly [string, string])[] = [
    ["16-24", 'un "deg" chwech, Ŵ'],
    ["65+", "65 a hŷn; [drosodd]"],
    ["M", "Gwryw, 'M'"],
    ["private", "preifat\\u0007"],
    ["Abbey", 'Abaty\'r "Môr", Llŷn'],
    ["W01", "1"],
  ];

  it.each(["01", "03", "04", "05", "07", "08", "12", "13"])("family %s", (family) => {
    const file = CASES.find((name) => name.startsWith(family)) ?? "";
    const text = renamed.reduce((all, [from, to]) => all.replaceAll(`"${from}"`, JSON.stringify(to)), readCase(file));
    expect(text).not.toBe(readCase(file));
    expect(checkCase(file, text).comparison.mismatches).toEqual([]);
  });
});

/** What stands in a file, whatever it is. */
type Parsed = ReturnType<typeof JSON.parse>;

/** What a case has once it is changed in a way that keeps the truth. */
function problemsOf(family: string, change: (file: Parsed) => void): unknown {
  const name = CASES.find((one) => one.startsWith(family)) ?? "";
  const file = JSON.parse(readCase(name));
  change(file);
  const { problem, comparison } = checkCase(name, JSON.stringify(file));
  return problem ?? comparison.mismatches;
}

/** Every part of a file that has these members. */
function partsWith(value: Parsed, member: string): Parsed[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.values(value).flatMap((one) => partsWith(one, member));
  return member in value ? [value, ...below] : below;
}

describe("further cases of a family", () => {
  it.each(["01", "02", "03", "04", "05", "07", "08", "09", "12", "13"])("margins in another order: %s", (family) => {
    const change = (file: Parsed): void => {
      for (const part of partsWith(file.input, "margins")) {
        part.margins.reverse();
        for (const margin of part.margins) margin.cells.reverse();
      }
      // Ten sweeps over the margins end where their order takes them, in R as well.
      for (const part of partsWith(file.expected, "se_rake_10_sweeps")) delete part.se_rake_10_sweeps;
    };
    expect(problemsOf(family, change)).toEqual([]);
  });

  it.each(["02", "03", "04", "05", "07", "08", "09", "13"])("columns in another order: %s", (family) => {
    const change = (file: Parsed): void => {
      for (const part of partsWith(file.input, "columns")) {
        part.columns.reverse();
        for (const row of part.rows) row.reverse();
      }
    };
    expect(problemsOf(family, change)).toEqual([]);
  });

  it.each([
    ["01", "age"],
    ["03", "tenure"],
    ["04", "sex"],
    ["08", "age"],
    ["09", "tenure"],
    ["12", "ward"],
    ["13", "age"],
  ])("variables of other names: %s, %s", (family, variable) => {
    const file = CASES.find((name) => name.startsWith(family)) ?? "";
    const text = readCase(file).replaceAll(`"${variable}"`, JSON.stringify('oedran, "band" ŵ.1'));
    expect(checkCase(file, text)).toMatchObject({ problem: null, comparison: { mismatches: [] } });
  });

  it("labels that are called like what is not compared, or like a p-value", () => {
    const named = { Abbey: "check", Brook: "order", Castle: "note", Docks: "id", Elm: "p", Forge: "likelihood" };
    const text = Object.entries(named).reduce(
      (all, [from, to]) => all.replaceAll(`"${from}"`, `"${to}"`),
      readCase("07-domains-and-tests.json"),
    );
    expect(checkCase("07", text).comparison.mismatches).toEqual([]);
    for (const ward of Object.values(named)) {
      const file = JSON.parse(text);
      file.expected.wards[ward].estimate *= 1 + 5e-9;
      expect(checkCase("07", JSON.stringify(file)).comparison.mismatches).toMatchObject([
        { path: `wards.${ward}.estimate` },
      ]);
    }
  });

  it("05: totals that differ by little more than rounding are weighted; a cell that nobody is in is not 0", () => {
    const change = (file: Parsed): void => {
      const totals = file.input.totals_differ_slightly;
      for (const cell of totals.margins[1].cells) cell.population *= 1.02;
      file.expected.note = "words";
    };
    expect(problemsOf("05", change)).toEqual([]);
    const unknown = (file: Parsed): void => {
      file.expected.boundary_solution.limit_cell_shares.a2b1 = 0;
    };
    expect(problemsOf("05", unknown)).toHaveLength(1);
  });

  it("07: a ward in which nobody has an opinion; a table named by its column", () => {
    const change = (file: Parsed): void => {
      const { input, expected } = file;
      const [ward, answer] = [input.columns.indexOf("ward"), input.columns.indexOf("q_sat")];
      for (const row of input.rows) if (row[ward] === "Forge") row[answer] = row[answer] === null ? null : 9;
      const nobody = { n_base: 0, estimate: null, lin: null, n_star: null, ci95: null };
      expected.wards.Forge = { ...nobody, raked_variance: { se_rake_10_sweeps: null, se_calibrate: null } };
      expected.pairs = expected.pairs.map((pair: Parsed) =>
        pair.b === "Forge" ? { a: pair.a, b: pair.b, difference: null, lin: null, newcombe_nstar: null } : pair,
      );
      const at = expected.pairs.findIndex((pair: Parsed) => pair.b === "Forge");
      const raw = expected.pairs.map((pair: Parsed) => pair.newcombe_nstar?.p_by_inversion ?? null);
      const tested = raw.filter((p: number | null) => p !== null).length;
      const bonferroni = raw.map((p: number | null) => (p === null ? null : Math.min(1, tested * p)));
      expect(raw[at]).toBeNull();
      expected.p_adjust = { raw, bonferroni };
      expected.rao_scott = { q_use_by_tenure: expected.rao_scott.use_by_tenure };
      for (const key of ["whole", "ward_against_rest", "unweighted_pearson_sat3_by_sex"]) delete expected[key];
      expected.ward_against_whole = [{ ward: "Forge", difference_from_whole: null, z: null }];
      expected.ward_against_rest = [];
    };
    expect(problemsOf("07", change)).toEqual([]);
  });

  it("08: two waves, each with its own margins", () => {
    const change = ({ input, expected }: Parsed): void => {
      input.waves = input.waves.slice(0, 2).map((wave: Parsed) => ({ ...wave, margins: input.margins }));
      input.time = [1, 3];
      delete input.margins;
      for (const key of ["weights", "estimates", "nets"]) expected[key] = expected[key].slice(0, 2);
      for (const key of ["wave_changes", "wave_changes_net"]) expected[key] = expected[key].slice(0, 1);
      const { difference, lin } = expected.wave_changes[0];
      expected.trend_linear_variance_lin = {
        ...{ slope_per_unit_time: difference / 2, se: lin.se / 2, z: lin.z, p: lin.p_z },
        Q_any_change: { statistic: lin.z ** 2, df: 1, p: lin.p_z },
        Q_departure_from_line: { statistic: 1e-30, df: 0, p: 0 },
      };
      expected.trend_linear_variance_nstar = {
        Q_departure_from_line: null,
      };
    };
    expect(problemsOf("08", change)).toEqual([]);
  });

  it("09: who ticked nothing but an option of which no figure is wanted has answered", () => {
    const change = ({ expected }: Parsed): void => {
      expected.options = expected.options.filter(({ option }: Parsed) => option !== "none");
    };
    expect(problemsOf("09", change)).toEqual([]);
  });

  it.each<[string, (model: Parsed) => void]>([
    ["a list for each area", (model) => (model.x = model.x.map((one: number) => [one]))],
    ["a list for each covariate", (model) => (model.x = [model.x])],
    ["covariates by name", (model) => (model.x = { imd: model.x })],
  ])("10: %s; estimates that are no shares", (_, change) => {
    const both = ({ input, expected }: Parsed): void => {
      change(input.with_covariate);
      input.intercept_only.x_out_of_sample = null;
      input.with_covariate.y = input.with_covariate.y.map((one: number) => one + 3);
      const wanted = expected.with_covariate;
      wanted.beta[0] += 3;
      wanted.eblup = wanted.eblup.map((one: number) => one + 3);
      wanted.synthetic_out_of_sample.estimate = wanted.synthetic_out_of_sample.estimate.map((one: number) => one + 3);
    };
    expect(problemsOf("10", both)).toEqual([]);
  });

  it("12: three parts, and a cell that nobody is in", () => {
    const change = ({ input }: Parsed): void => {
      input.part_3 = input.part_2.splice(0, 200);
      const { columns, part_1: rows, part_2: others } = input;
      const levels = columns.slice(0, 4).map((_: string, place: number) => rows.map((row: Parsed) => row[place]));
      const known = new Set([...rows, ...others, ...input.part_3].map((row: Parsed) => row.slice(0, 4).join("|")));
      const empty = (levels[0] as string[])
        .flatMap((age) => (levels[3] as string[]).slice(0, 40).map((ward) => [age, "M", "private", ward]))
        .find((cell) => !known.has(cell.join("|")));
      rows.push([...(empty ?? rows[0].slice(0, 4)), ...columns.slice(4).map(() => 0)]);
    };
    expect(problemsOf("12", change)).toEqual([]);
  });

  it("a number of a family anywhere in the id", () => {
    const id = { id: "further-13b-households" };
    const text = JSON.stringify({ ...JSON.parse(readCase("13-households.json")), ...id });
    expect(checkCase("x.json", text)).toMatchObject({ problem: null, comparison: { mismatches: [] } });
  });
});

describe("a number that is off is found", () => {
  it.each(CASES)("%s", (file) => {
    const text = readCase(file);
    const expectedAt = text.indexOf('"expected"');
    const changed = text.slice(expectedAt).replace(/(\d\.)\d{6}/u, "$1000000");
    expect(passed(checkCase(file, text.slice(0, expectedAt) + changed))).toBe(false);
  });

  it("a case that asks for nothing, or for something unknown, does not pass", () => {
    const none = { id: "01-x", tolerance: JSON.parse(readCase(CASES[0] ?? "")).tolerance, input: {}, expected: {} };
    expect(passed(checkCase("x", JSON.stringify(none)))).toBe(false);
    expect(passed(checkCase("x", JSON.stringify({ ...none, id: "99-x" })))).toBe(false);
    expect(passed(checkCase("x", "{"))).toBe(false);
    const more = JSON.parse(readCase("13-households.json"));
    more.expected.clustered.something_new = 1;
    expect(checkCase("13", JSON.stringify(more)).comparison.mismatches).toEqual([
      { path: "clustered.something_new", wanted: 1, got: undefined },
    ]);
  });
});

describe("npm run oracles", () => {
  const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(ROOT, "test/tools/oracles.mjs"), ...words], { encoding: "utf8" });

  it("passes the open cases and says how near they are", () => {
    const { status, stdout } = run(FOLDER);
    expect(stdout).toMatch(/13 cases, \d{5} numbers compared, 0 outside their tolerance\./u);
    expect(stdout).toMatch(/Worst relative error: \d\.\de-1\d/u);
    expect(status).toBe(0);
  });

  it("fails on a number that is off, and tells bad input from it", () => {
    const folder = mkdtempSync(join(tmpdir(), "oracles-"));
    expect(run(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining("no case files") });
    cpSync(join(FOLDER, "13-households.json"), join(folder, "13.json"));
    expect(run(folder).status).toBe(0);
    writeFileSync(join(folder, "broken.json"), '{\n  "id": }');
    expect(run(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining("broken.json") });
    writeFileSync(join(folder, "13.json"), readCase("13-households.json").replace('"df": 239', '"df": 238'));
    expect(run(folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("clustered.df: wanted 238, got 239"),
    });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage") });
    expect(run(join(folder, "nowhere")).status).toBe(2);
  });
});
