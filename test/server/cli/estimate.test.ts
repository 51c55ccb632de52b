/** `estimate`: our numbers from two files, for whoever wants to check them; and everything that files can have wrong. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InputError, readInput, RefusedError } from "../../../server/cli/command.ts";
import { ESTIMATE_COMMAND } from "../../../server/cli/estimate.ts";
import { build } from "../../../server/tools/build.mjs";
import { runSoundings } from "../../support/command-line.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "soundings-estimate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** The command as the command line runs it, in this process. */
async function estimate(...words: readonly string[]): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []];
  try {
    const input = readInput(ESTIMATE_COMMAND, words);
    await ESTIMATE_COMMAND.run(input, { print: (line) => out.push(line), warn: (line) => err.push(line) });
    return { status: 0, out: out.join("\n"), err: err.join("\n") };
  } catch (error) {
    if (!(error instanceof InputError || error instanceof RefusedError)) throw error;
    const status = error instanceof InputError ? 2 : 1;
    return { status, out: out.join("\n"), err: [...err, error.message].join("\n") };
  }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function csv(rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown): string => `"${String(value ?? "").replaceAll('"', '""')}"`;
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Runs it over these texts. */
async function over(respondents: string | Uint8Array, plan: unknown, ...options: readonly string[]): Promise<Outcome> {
  const margins = typeof plan === "string" ? plan : JSON.stringify(plan);
  return estimate(file("r.csv", respondents), "--margins", file("m.json", margins), ...options);
}

interface Estimate {
  readonly question: string;
  readonly group: string | null;
  readonly kind: string;
  readonly answer: string | null;
  readonly base: number;
  readonly weighted_base: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly effective_base: number | null;
  readonly design_effect: number | null;
  readonly intervals?: Readonly<Record<string, readonly [number, number] | null>>;
}

interface Answer {
  readonly weighting: Readonly<Record<string, unknown>>;
  readonly estimates: readonly Estimate[];
}

async function answer(respondents: string, plan: unknown, ...options: readonly string[]): Promise<Answer> {
  const { status, out, err } = await over(respondents, plan, "--format", "json", ...options);
  expect([status, err]).toEqual([0, expect.not.stringContaining("undefined")]);
  return JSON.parse(out) as Answer;
}

const PEOPLE = [
  ...Array.from({ length: 6 }, (_, index) => ["F", index < 4 ? "yes" : "no"]),
  ...[
    ["M", "yes"],
    ["M", "no"],
  ],
];
const SEX = {
  variables: ["sex"],
  cells: [
    { sex: "F", population: 50 },
    { sex: "M", population: 50 },
  ],
};
const SMALL = csv([["sex", "trust"], ...PEOPLE]);

interface OracleFigure {
  readonly question: string;
  readonly numerator: readonly number[];
  readonly scores?: Readonly<Record<string, number>>;
  readonly base_excludes: readonly number[];
  readonly domain: Readonly<Record<string, string>> | null;
  readonly n_base: number;
  readonly w_base: number;
  readonly estimate: number;
  readonly n_star: number;
  readonly kish: { readonly deff: number };
  readonly ci95: Readonly<Record<string, readonly [number, number]>>;
}

interface Oracle {
  readonly input: { columns: string[]; rows: unknown[][]; margins: unknown[] };
  readonly expected: {
    readonly estimates: readonly OracleFigure[];
    readonly means: readonly OracleFigure[];
    readonly independent: OracleFigure;
    readonly kish_all: Readonly<Record<string, number>>;
  };
}

function oracle(name: string): Oracle {
  return JSON.parse(readFileSync(join(ROOT, "test/oracles/estimates", `${name}.json`), "utf8")) as Oracle;
}

function near(got: number | null | undefined, wanted: number): void {
  expect(Math.abs((got ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.abs(wanted));
}

function expectFigure(got: Estimate | undefined, wanted: OracleFigure, interval: string): void {
  expect(got?.base).toBe(wanted.n_base);
  near(got?.weighted_base, wanted.w_base);
  near(got?.estimate, wanted.estimate);
  near(got?.effective_base, wanted.n_star);
  near(got?.design_effect, wanted.kish.deff);
  near(got?.low, wanted.ci95[interval]![0]);
  near(got?.high, wanted.ci95[interval]![1]);
}

describe("digit by digit as R survey", () => {
  const { input, expected } = oracle("01-raking-basic");
  const respondents = csv([input.columns, ...input.rows]);
  const SCORES = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 };
  const plan = (excludes: { sat: readonly number[]; others: readonly number[] }): unknown => ({
    margins: input.margins,
    total: "population",
    questions: {
      q_sat: { excludes: excludes.sat, top: ["4", 5], bottom: [1, 2], scores: SCORES },
      q_safe: { excludes: excludes.others },
      q_rare: { excludes: excludes.others },
    },
  });

  function matching(estimates: readonly Estimate[], { question, numerator, domain }: OracleFigure): Estimate {
    const group = domain === null ? null : Object.values(domain)[0];
    const kind = numerator.length === 1 ? "share" : numerator.includes(5) ? "top" : "bottom";
    return estimates.find(
      (one) =>
        one.question === question &&
        one.group === group &&
        one.kind === kind &&
        (kind !== "share" || one.answer === String(numerator[0])),
    )!;
  }

  test.each([
    ["without don't knows", { sat: [8, 9], others: [8] }, null],
    ["with them", { sat: [], others: [] }, null],
    ["by sex", { sat: [8, 9], others: [8] }, "sex"],
    ["by age", { sat: [8, 9], others: [8] }, "age"],
  ])("shares, effective bases and intervals of three margins, %s", async (_what, excludes, by) => {
    const { estimates } = await answer(
      respondents,
      plan(excludes),
      ...["--intervals", "all"],
      ...(by === null ? [] : ["--by", by]),
    );
    const wanted = expected.estimates.filter(
      ({ question, base_excludes: own, domain }) =>
        String(own) === String(question === "q_sat" ? excludes.sat : excludes.others) &&
        (domain === null ? by === null : by !== null && by in domain),
    );
    expect(wanted.length).toBeGreaterThan(1);
    for (const one of wanted) {
      const got = matching(estimates, one);
      expectFigure(got, one, "wilson_z_nstar");
      const others = { wald_t: "wald_t", beta: "beta", logit: "xlogit", wilson_t_linearised: "wilson_t_lin" };
      for (const [ours, theirs] of Object.entries(others)) {
        near(got.intervals?.[ours]?.[0], one.ci95[theirs]![0]);
        near(got.intervals?.[ours]?.[1], one.ci95[theirs]![1]);
      }
    }
  });

  test("means and nets, and what weighting costs", async () => {
    const { estimates, weighting } = await answer(
      respondents,
      plan({ sat: [8, 9], others: [8] }),
      ...["--by", "sex", "--intervals", "all"],
    );
    expect(expected.means).toHaveLength(3);
    for (const one of expected.means) {
      const kind = Object.values(one.scores ?? {}).includes(-1) ? "net" : "mean";
      const group = one.domain?.["sex"] ?? null;
      const got = estimates.find((figure) => figure.kind === kind && figure.group === group);
      expectFigure(got, one, "z_nstar");
      near(got?.intervals?.["wald_t"]?.[0], one.ci95["wald_t"]![0]);
      near(got?.intervals?.["wald_t"]?.[1], one.ci95["wald_t"]![1]);
    }
    const { deff, n_eff: effective, max_over_mean: most, min_over_mean: least } = expected.kish_all;
    near(weighting["design_effect"] as number, deff!);
    near(weighting["effective_base"] as number, effective!);
    near(weighting["largest_weight_over_mean"] as number, most!);
    near(weighting["smallest_weight_over_mean"] as number, least!);
  });

  test("base weights", async () => {
    const { input: given, expected: wanted } = oracle("13-households");
    const { estimates } = await answer(
      csv([given.columns, ...given.rows]),
      { margins: given.margins, base_weight: "bw", total: "population", questions: { y: {} } },
      ...["--intervals", "all"],
    );
    const yes = estimates.find(({ answer: own }) => own === "1");
    expectFigure(yes, wanted.independent, "wilson_z_nstar");
    near(yes?.intervals?.["beta"]?.[0], wanted.independent.ci95["beta"]![0]);
  });
});

describe("what it prints", () => {
  test("a table with its columns below each other", async () => {
    const plan = { margins: [SEX], questions: { trust: { top: ["yes"], bottom: ["no"], scores: { yes: 2, no: 1 } } } };
    expect((await over(SMALL, plan, "--by", "sex")).out).toMatchInlineSnapshot(`
      "Respondents: 8; their weights add up to 8
      Margins: “sex” (not known: 0.0%)
      Cycles of raking: 1; largest share error 0.0e+0
      Weights over their mean: smallest 0.67, largest 2.00
      Design effect 1.33, effective base 6.0
      Low and high: 95 per cent, chance alone at work, on the smaller of Kish's and the linearised effective base
      Shares in per cent, nets in points, means in scores

      question  sex          answer                 base  share %     low   high  effective base  design effect
      trust     (everybody)  no                        8     41.7    12.7   77.7             5.1           1.33
      trust     (everybody)  yes                       8     58.3    22.3   87.3             5.1           1.33
      trust     (everybody)  top (yes)                 8     58.3    22.3   87.3             5.1           1.33
      trust     (everybody)  bottom (no)               8     41.7    12.7   77.7             5.1           1.33
      trust     (everybody)  net (top less bottom)     8     16.7   -68.9  100.0             5.1           1.33
      trust     (everybody)  mean score                8     1.58    1.16   2.01             5.1           1.33
      trust     F            no                        6     33.3     8.9   71.8             5.3           1.00
      trust     F            yes                       6     66.7    28.2   91.1             5.3           1.00
      trust     F            top (yes)                 6     66.7    28.2   91.1             5.3           1.00
      trust     F            bottom (no)               6     33.3     8.9   71.8             5.3           1.00
      trust     F            net (top less bottom)     6     33.3   -47.3  100.0             5.3           1.00
      trust     F            mean score                6     1.67    1.26   2.07             5.3           1.00
      trust     M            no                        2     50.0     8.6   91.4             1.8           1.00
      trust     M            yes                       2     50.0     8.6   91.4             1.8           1.00
      trust     M            top (yes)                 2     50.0     8.6   91.4             1.8           1.00
      trust     M            bottom (no)               2     50.0     8.6   91.4             1.8           1.00
      trust     M            net (top less bottom)     2      0.0  -100.0  100.0             1.8           1.00
      trust     M            mean score                2     1.50    0.76   2.24             1.8           1.00"
    `);
  });

  test("CSV holds what JSON holds, in the same digits, with the intervals of other tools where they are asked for", async () => {
    const plan = { margins: [SEX], questions: { trust: { top: ["yes"], bottom: ["no"] } } };
    const words = ["--by", "sex", "--intervals", "all"];
    const { estimates } = await answer(SMALL, plan, ...words);
    const { out } = await over(SMALL, plan, "--format", "csv", ...words);
    const [header = "", ...rows] = out.split("\r\n");
    expect(rows).toEqual(
      estimates.map(({ intervals, ...members }) =>
        [...Object.values(members), ...Object.values(intervals ?? {}).flatMap((ends) => ends ?? [null, null])]
          .map((value) => (value === null ? "" : String(value)))
          .join(","),
      ),
    );
    expect(header).toMatch(/^question,group,kind,answer,base,weighted_base,estimate,low,high,effective_base,/);
    expect(header.split(",")).toHaveLength(11 + 16);
    const short = (await over(SMALL, plan, "--format", "csv")).out;
    expect(short.split("\r\n")[0]?.split(",")).toHaveLength(11);
  });

  test("labels with quotation marks, commas, line breaks and Welsh letters come back as they were", async () => {
    const labels = ['He said "no", twice', "Tŷ, ffrindiau a'r gŵyl", "two\nlines"];
    const rows = [...labels, ...labels].map((label, index) => [index < 3 ? "Gwryw" : "Benyw, ŵ", label]);
    const margin = [
      { rhyw: "Gwryw", population: 1 },
      { rhyw: "Benyw, ŵ", population: 3 },
    ];
    const plan = [{ variables: ["rhyw"], cells: margin }];
    const text = `\uFEFF${csv([["rhyw", 'Beth, "ddwedsoch" chi?'], ...rows])}`;
    const { estimates } = await answer(text, plan, "--by", "rhyw");
    expect(new Set(estimates.map(({ answer: own }) => own))).toEqual(new Set(labels));
    expect(estimates[0]?.question).toBe('Beth, "ddwedsoch" chi?');
    expect(estimates.slice(0, 3).map(({ estimate: own }) => own?.toFixed(12))).toEqual(Array(3).fill("0.333333333333"));
    expect(new Set(estimates.map(({ group }) => group))).toEqual(new Set([null, "Gwryw", "Benyw, ŵ"]));
  });

  test("the order of rows and of margins changes no digit", async () => {
    const { input } = oracle("01-raking-basic");
    const questions = { q_sat: { top: [4, 5] } };
    const there = await over(csv([input.columns, ...input.rows]), { margins: input.margins, questions });
    const back = await over(csv([input.columns, ...input.rows.toReversed()]), {
      margins: input.margins.toReversed(),
      questions,
    });
    expect(back).toEqual(there);
  });

  test("every column that nothing else needs is a question, and empty cells are outside its base", async () => {
    const rows = PEOPLE.map(([sex, trust], index) => [sex, trust, index === 0 ? "" : "a", 1 + (index % 2)]);
    const { estimates } = await answer(csv([["sex", "trust", "colour", "adults"], ...rows]), {
      margins: [SEX],
      base_weight: "adults",
    });
    const seen = estimates.map(({ question, answer: own, base }) => [question, own, base]);
    expect(seen).toEqual([
      ["trust", "no", 8],
      ["trust", "yes", 8],
      ["colour", "a", 7],
    ]);
  });

  test("unknown values are a category of their own, and are in no group", async () => {
    const rows = [...PEOPLE, ["rather not say", "yes"], ["", "no"]];
    const { estimates, weighting } = await answer(
      csv([["sex", "trust"], ...rows]),
      { margins: [SEX], unknown: ["rather not say"] },
      ...["--by", "sex"],
    );
    const [margin] = weighting["margins"] as { variables: string[]; unknown_share: number }[];
    expect(margin?.variables).toEqual(["sex"]);
    near(margin?.unknown_share, 0.2);
    expect(new Set(estimates.map(({ group }) => group))).toEqual(new Set([null, "F", "M"]));
    const yes = estimates[1]!;
    near(yes.estimate, 0.4 * (4 / 6) + 0.4 * 0.5 + 0.1);
  });

  test("a group in which nobody answered has a base of 0 and no figure", async () => {
    const rows = PEOPLE.map(([sex, trust]) => [sex, sex === "M" ? "" : trust]);
    const plan = { margins: [SEX], questions: { trust: { top: ["yes"], bottom: ["no"] } } };
    const { estimates } = await answer(csv([["sex", "trust"], ...rows]), plan, "--by", "sex", "--intervals", "all");
    const men = estimates.filter(({ group }) => group === "M");
    expect(men).toHaveLength(5);
    for (const { base, estimate: own, low, intervals } of men) {
      expect([base, own, low, intervals]).toEqual([0, null, null, null]);
    }
    const { out } = await over(csv([["sex", "trust"], ...rows]), plan, "--by", "sex");
    expect(out).toMatch(/trust +M +yes +0 +– +– +– +– +–/);
  });

  test("joint margins, totals, bounds and margins of different totals are taken", async () => {
    const rows = PEOPLE.map(([sex, trust], index) => [sex, index % 2 === 0 ? "old" : "young", trust]);
    const joint = ["F", "M"].flatMap((sex) =>
      ["old", "young"].map((age) => ({ sex, age, population: age === "old" ? 80 : 120 })),
    );
    const counts = SEX.cells.map((cell) => ({ ...cell, population: 500 }));
    const margins = [
      { variables: ["sex", "age"], cells: joint },
      { variables: ["sex"], cells: counts },
    ];
    const people = csv([["sex", "age", "trust"], ...rows]);
    const refused = await over(people, { margins });
    expect([refused.status, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(/^The totals of the margins differ by 150\.0 per cent: .* \(margin_totals_differ\)$/);
    const given = { margins, different_totals: true, total: 5000, bounds: { lower: 0.1, upper: 4 } };
    const { weighting } = await answer(people, given);
    expect(weighting).toMatchObject({ total: 5000, respondents: 8 });
    expect((await over(people, given)).err).toMatch(/^Warning: The totals of the margins differ/);
    const tight = await over(people, { ...given, bounds: { lower: 0.9, upper: 1.1 } });
    expect([tight.status, tight.out]).toEqual([1, ""]);
    expect(tight.err).toMatch(/\(not_feasible\)$/);
  });

  test("a code that nobody gave is warned of", async () => {
    const { status, err } = await over(SMALL, { margins: [SEX], questions: { trust: { top: ["Yes"] } } });
    expect([status, err]).toEqual([0, "Warning: nobody answered “Yes” to trust"]);
  });

  test("35,000 rows in less than two seconds of computing", async () => {
    const { input } = oracle("01-raking-basic");
    const rows = Array.from({ length: 35_000 }, (_, index) => input.rows[index % input.rows.length] as unknown[]);
    const people = csv([input.columns, ...rows]);
    const start = process.cpuUsage();
    expect((await over(people, input.margins)).status).toBe(0);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});

describe("what the weighting refuses is said line by line with its code", () => {
  test("two problems, status 1, and no number", async () => {
    const rows = [...PEOPLE, ["X", "yes"]];
    const margin = { variables: ["sex"], cells: [...SEX.cells, { sex: "Q", population: 10 }] };
    const { status, out, err } = await over(csv([["sex", "trust"], ...rows]), [margin]);
    expect([status, out]).toEqual([1, ""]);
    expect(err.split("\n").map((line) => /\((\w+)\)$/.exec(line)?.[1])).toEqual([
      "category_without_respondents",
      "level_not_in_margin",
    ]);
  });

  test.each([
    ["no_margins", { margins: [] }, SMALL],
    ["one_respondent", [SEX], csv([["sex", "trust"], PEOPLE[0]!])],
    ["margin_empty", [{ variables: ["sex"], cells: [{ sex: "F", population: 0 }] }], SMALL],
    ["category_repeated", [{ variables: ["sex"], cells: [...SEX.cells, ...SEX.cells.slice(0, 1)] }], SMALL],
  ])("%s", async (code, plan, people) => {
    const { status, out, err } = await over(people, plan);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(new RegExp(`\\(${code}\\)$`));
  });
});

describe("what is wrong with the respondents is said with file, line and column, all of it", () => {
  const WEIGHTED = { margins: [SEX], base_weight: "adults" };
  test.each([
    ["an empty file", "", [SEX], ["1:1: the file is empty"]],
    ["only a header", "sex,trust\n", [SEX], ["2:1: there is no row under the header"]],
    [
      "no header",
      "F,yes\nM,no\n",
      [SEX],
      ["1:1: a margin names a column “sex”, which the header does not have; it has: F, yes"],
    ],
    ["a nameless column", "sex,,trust\nF,1,yes\nM,1,no\n", [SEX], ["1:2: the header has a cell without a name"]],
    ["two columns of one name", "sex,a,sex\nF,yes,M\n", [SEX], ["1:3: “sex” is the name of column 1 already"]],
    [
      "ragged rows",
      'sex,trust\nF\n"M",no\n\nM,"two\nlines",no\nF,yes\n',
      [SEX],
      ["2:2: the row has 1 cells, and the header 2", "5:3: the row has 3 cells, and the header 2"],
    ],
    [
      "base weights",
      "sex,adults,trust\nF,two,yes\nM,0,no\nM,,no\nF,-1,no\nF,1e400,no\nF,0x10,no\nM,1.5,no\n",
      WEIGHTED,
      [2, 3, 4, 5, 6, 7].map((line) => `${line}:2: “adults” is no number above 0`),
    ],
    [
      "missing columns",
      "gender,trust\nF,yes\n",
      { ...WEIGHTED, questions: { safe: {} } },
      ["a margin names a column “sex”", "base_weight names a column “adults”", "questions names a column “safe”"].map(
        (words) => `1:1: ${words}, which the header does not have; it has: gender, trust`,
      ),
    ],
    [
      "a mark that is never closed",
      'sex,trust\nF,no\n"M,yes\nF,no\n',
      [SEX],
      ["3:1: from here on a quotation mark is never closed"],
    ],
    [
      "a mark in the header that is never closed",
      '"sex,trust\nF,no\n',
      [SEX],
      ["1:1: from here on a quotation mark is never closed"],
    ],
    [
      "a mark in the middle, and what stands before it",
      'sex,trust\nF\nF,no\nF,n"o\nM,"y"es\nF,no\nM\n',
      [SEX],
      ["2:2: the row has 1 cells, and the header 2", "4:2: a quotation mark stands in the middle of a cell"],
    ],
    ["nothing to ask about", "sex\nF\nM\n", [SEX], ["1:1: no column is left to be a question"]],
    [
      "columns that are hardly questions",
      csv([
        ["id", "sex", "trust", "said"],
        ...Array.from({ length: 31 }, (_, row) => [row, "F", "yes", `words ${row}`]),
      ]),
      [SEX],
      [
        '1:1: “id” has 31 different values, more than 30: it is hardly a question. Name those that are in "questions" beside the margins.',
        '1:4: “said” has 31 different values, more than 30: it is hardly a question. Name those that are in "questions" beside the margins.',
      ],
    ],
  ])("%s", async (_what, people, plan, said) => {
    const { status, out, err } = await over(people, plan);
    expect(err.split("\n")).toEqual(said.map((line) => `${join(folder, "r.csv")}:${line}`));
    expect([status, out]).toEqual([2, ""]);
  });

  test("up to twenty faults are named and the rest counted", async () => {
    const { err } = await over(`sex,trust\n${"F\n".repeat(25)}`, [SEX]);
    expect(err.split("\n")).toHaveLength(21);
    expect(err).toMatch(/\nand 5 more$/);
  });

  test("a file that is not UTF-8", async () => {
    const { status, out, err } = await over(Buffer.from("sex,trust\nF,ie\nM,t\xfd\n", "latin1"), [SEX]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toBe(`${join(folder, "r.csv")}:3:4: this is not UTF-8 text. Save the file as UTF-8.`);
  });

  test.each([
    ["r-none.csv", "there is no such file"],
    [".", "this file cannot be read"],
  ])("%s: %s", async (name, said) => {
    const { status, err } = await estimate(join(folder, name), "--margins", file("m.json", JSON.stringify([SEX])));
    expect([status, err]).toEqual([2, `${join(folder, name)}: ${said}`]);
  });
});

describe("what is wrong with the margins is said with file and path", () => {
  const cell = { sex: "F", population: 1 };
  const margin = (...cells: unknown[]): unknown => ({ margins: [{ variables: ["sex"], cells }] });
  const asked = (question: unknown): unknown => ({ margins: [SEX], questions: { trust: question } });
  test.each<[string, unknown, string[]]>([
    [
      "a text",
      '"margins"',
      ["give an object of margins, base_weight, total, unknown, different_totals, bounds, questions"],
    ],
    ["nothing in it", {}, ["margins: this is missing"]],
    [
      "an unknown member",
      { margins: [SEX], weight: "w" },
      [
        "weight: there is no such member; there are: margins, base_weight, total, unknown, different_totals, bounds, questions",
      ],
    ],
    ["margins that are no list", { margins: 3 }, ["margins: give a list of margins"]],
    ["a margin that is no object", [3], ["margins.0: give an object of variables, cells"]],
    ["a margin without cells", [{ variables: ["sex"] }], ["margins.0.cells: this is missing"]],
    ["a margin with no cell", margin(), ["margins.0.cells: give a cell"]],
    ["a margin without variables", [{ variables: [], cells: [cell] }], ["margins.0.variables: name a column"]],
    [
      "a variable twice",
      [{ variables: ["sex", "sex"], cells: [cell] }],
      ['margins.0.variables: name each column once, and none "population"'],
    ],
    [
      "bad numbers",
      margin({ sex: "F", population: "many" }, { sex: "M", population: -1 }),
      ["margins.0.cells.0.population: give a number", "margins.0.cells.1.population: give a number of 0 or more"],
    ],
    [
      "a number too large",
      '[{"variables":["sex"],"cells":[{"sex":"F","population":1e999}]}]',
      ["margins.0.cells.0.population: give a number"],
    ],
    ["a level that is missing", margin({ population: 1 }), ["margins.0.cells.0.sex: this is missing"]],
    ["a population that is missing", margin({ sex: "F" }), ["margins.0.cells.0.population: this is missing"]],
    ["a level that is no text", margin({ sex: null, population: 1 }), ["margins.0.cells.0.sex: give a text"]],
    ["a variable too many", margin({ ...cell, age: "old" }), ["margins.0.cells.0.age: the margin is one of sex"]],
    ["a bad total", { margins: [SEX], total: 0 }, ["total: give a number above 0"]],
    [
      "bad bounds",
      { margins: [SEX], bounds: { lower: 2, upper: 0.5 } },
      ["bounds.lower: give a number below 1", "bounds.upper: give a number above 1"],
    ],
    ["half a bound", { margins: [SEX], bounds: { lower: 0.5 } }, ["bounds.upper: this is missing"]],
    ["a base weight that is no column", { margins: [SEX], base_weight: 3 }, ["base_weight: give the name of a column"]],
    ["no question", { margins: [SEX], questions: {} }, ["questions: name a question"]],
    ["codes that are no list", asked({ top: "4" }), ["questions.trust.top: give a list of codes"]],
    ["scores that are no numbers", asked({ scores: { yes: "1" } }), ["questions.trust.scores.yes: give a number"]],
    [
      "a member of a question",
      asked({ middle: ["3"] }),
      ["questions.trust.middle: there is no such member; there are: excludes, top, bottom, scores"],
    ],
    [
      "codes with two parts",
      asked({ excludes: [9], top: [4, 9], bottom: [4], scores: { 9: 1 } }),
      [
        "questions.trust.top: “9” is in “excludes” already",
        "questions.trust.top: “4” is in “bottom” already",
        "questions.trust.scores: “9” is in “excludes” already",
      ],
    ],
  ])("%s", async (_what, plan, said) => {
    const { status, out, err } = await over(SMALL, plan);
    expect(err.split("\n")).toEqual(said.map((line) => `${join(folder, "m.json")}: ${line}`));
    expect([status, out]).toEqual([2, ""]);
  });

  test("JSON that does not parse is named by line and column", async () => {
    const { status, err } = await over(SMALL, '{\n  "margins": [\n  ],\n}');
    expect(status).toBe(2);
    expect(err).toMatch(/m\.json:4:1: this is not valid JSON$/);
  });

  test.each([
    [["--format", "xml"], "--format is table, csv or json"],
    [["--intervals", "some"], "--intervals is all, or left out"],
    [["--intervals", "all"], "--intervals all goes with --format csv or json"],
  ])("%j", async (words, said) => {
    expect(await over(SMALL, [SEX], ...words)).toEqual({ status: 2, out: "", err: said });
  });

  test("--by a column that is not there, and no margins at all", async () => {
    const { status, err } = await over(SMALL, [SEX], "--by", "ward");
    expect([status, err]).toEqual([2, expect.stringContaining(":1:1: --by names a column “ward”, which")]);
    expect(await estimate(file("r.csv", SMALL))).toEqual({ status: 2, out: "", err: "--margins is missing" });
  });
});

describe("the README's example", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const section = readme.slice(readme.indexOf("## Check our numbers by hand"));
  const [, words = "", table = ""] = /npm run soundings -- (estimate [^\n]+)\n```\n[\s\S]*?```text\n([\s\S]*?)```/.exec(
    section,
  )!;
  const data = join(folder, "no", "data");

  beforeAll(async () => {
    await build({ quiet: true });
  }, 60_000);

  test("prints what the README shows, and opens no installation", () => {
    const { status, out, err } = runSoundings(words.split(" "), { DATA_DIR: data, OFFICE_URL: "nonsense" });
    expect([status, err, out]).toEqual([0, "", table]);
    expect(existsSync(data)).toBe(false);
  });
});
