import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pearsonTest, raoScott, type TableGroup } from "../../../core/estimation/rao-scott.ts";

interface Oracle {
  readonly input: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
  readonly expected: {
    readonly weights: readonly number[];
    readonly rao_scott: Readonly<
      Record<
        string,
        {
          readonly F: { readonly statistic: number; readonly parameter: readonly [number, number]; readonly p: number };
          readonly Chisq: { readonly statistic: number; readonly parameter: readonly [number]; readonly p: number };
        }
      >
    >;
    readonly unweighted_pearson_sat3_by_sex: { readonly statistic: number; readonly df: number; readonly p: number };
  };
}

const { input, expected } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../oracles/estimates/07-domains-and-tests.json"), "utf8"),
) as Oracle;

const answers: Readonly<Record<string, (row: Readonly<Record<string, string | number | null>>) => string | null>> = {
  sat3: ({ q_sat: q }) =>
    typeof q !== "number" || q > 5 ? null : q < 3 ? "dissatisfied" : q > 3 ? "satisfied" : "neither",
  top2: ({ q_sat: q }) => (typeof q !== "number" || q > 5 ? null : String(q > 3)),
  use: ({ q_use: q }) => (q === 0 || q === 1 ? String(q) : null),
  rare3: ({ q_rare3: q }) => (q === null || q === undefined ? null : String(q)),
};

/** One group a respondent with an answer, as in a file of responses. */
function groups(answer: string, by: string): TableGroup[] {
  return input.rows.flatMap((values, index) => {
    const row = Object.fromEntries(input.columns.map((column, place) => [column, values[place] ?? null]));
    const column = answers[answer]!(row);
    return column === null ? [] : [{ row: String(row[by]), column, weight: expected.weights[index]!, count: 1 }];
  });
}

function close(got: number, want: number, relative = 1e-9): void {
  expect(Math.abs(got - want), `${got} is not ${want}`).toBeLessThanOrEqual(1e-12 + relative * Math.abs(want));
}

/** All weighted respondents are those in the table, but where the test says otherwise. */
function tested(table: readonly TableGroup[], respondents = table.reduce((all, { count }) => all + count, 0)) {
  const result = raoScott(table, respondents);
  if (!result.ok) throw new Error(result.code);
  return result;
}

describe("Rao and Scott's test", () => {
  it.each([
    ["sat3_by_ward", "sat3", "ward", 579],
    ["sat3_by_sex", "sat3", "sex", 579],
    ["top2_by_sex", "top2", "sex", 579],
    ["use_by_tenure", "use", "tenure", 595],
    ["rare3_by_ward_zero_cells", "rare3", "ward", 613],
  ])("agrees with R's svychisq for %s", (name, answer, by, base) => {
    const { F, Chisq } = expected.rao_scott[name]!;
    const got = tested(groups(answer, by), input.rows.length);
    expect(got.base).toBe(base);
    close(got.f.statistic, F.statistic);
    close(got.f.numeratorDegrees, F.parameter[0]);
    close(got.f.denominatorDegrees, F.parameter[1]);
    close(got.f.p, F.p, 1e-8);
    close(got.pearson, Chisq.statistic);
    expect(got.chiSquared.degreesOfFreedom).toBe(Chisq.parameter[0]);
    close(got.chiSquared.statistic, got.f.statistic * Chisq.parameter[0]);
    close(got.chiSquared.p, Chisq.p, 1e-8);
  });

  const rare = groups("rare3", "ward");

  it("is the same by respondents and by groups, in any order and on any scale of weights", () => {
    const grouped = new Map<string, TableGroup>();
    for (const group of rare.toReversed()) {
      const key = JSON.stringify(group);
      grouped.set(key, { ...group, weight: group.weight * 1000, count: (grouped.get(key)?.count ?? 0) + 1 });
    }
    expect(grouped.size).toBeLessThan(rare.length);
    const nobody = { row: "nowhere", column: "nothing", weight: -1, count: 0 };
    const [one, other] = [tested(rare), tested([nobody, ...grouped.values()])];
    expect(other.base).toBe(one.base);
    close(other.pearson, one.pearson);
    close(other.f.statistic, one.f.statistic);
    close(other.f.numeratorDegrees, one.f.numeratorDegrees);
    close(other.f.p, one.f.p);
  });

  it("is Pearson's where all weights are equal and no cell is empty", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 6, maxLength: 6 }), (counts) => {
        const table = counts.map((count, cell) => ({ row: cell % 2, column: cell % 3, weight: 7, count }));
        const [weighted, plain] = [tested(table), pearsonTest(table)];
        if (!plain.ok) throw new Error(plain.code);
        // R's covariance has n / (n - 1), so every design effect is that.
        const effect = weighted.base / (weighted.base - 1);
        close(weighted.pearson, plain.statistic, 1e-8);
        close(weighted.chiSquared.statistic * effect, plain.statistic, 1e-8);
        close(weighted.f.numeratorDegrees, 2, 1e-8);
      }),
      { numRuns: 50 },
    );
  });
});

describe("Pearson's test", () => {
  it("agrees with R's chisq.test", () => {
    const got = pearsonTest(groups("sat3", "sex"));
    if (!got.ok) throw new Error(got.code);
    close(got.statistic, expected.unweighted_pearson_sat3_by_sex.statistic);
    expect(got.degreesOfFreedom).toBe(expected.unweighted_pearson_sat3_by_sex.df);
    close(got.p, expected.unweighted_pearson_sat3_by_sex.p, 1e-8);
  });
});

describe("a table that cannot be tested is refused", () => {
  const cell = (row: string | number, column: string | number, count = 5, weight = 1): TableGroup => ({
    row,
    column,
    weight,
    count,
  });
  const square = [cell("a", "x"), cell("a", "y"), cell("b", "x"), cell("b", "y")];
  const weight = ["weight_not_usable", "A weight is not a number above 0."] as const;
  const count = ["count_not_usable", "A number of respondents is not a whole number."] as const;
  const sparse = ["too_sparse", "Too many cells are empty for a test of this table."] as const;

  it.each<[string, readonly TableGroup[], readonly [string, string]]>([
    ["a weight of 0", [...square, cell("a", "x", 1, 0)], weight],
    ["a negative weight", [...square, cell("a", "x", 1, -1)], weight],
    ["a weight of NaN", [...square, cell("a", "x", 1, Number.NaN)], weight],
    ["a weight without end", [...square, cell("a", "x", 1, Infinity)], weight],
    ["half a respondent", [...square, cell("a", "x", 0.5)], count],
    ["a negative count", [...square, cell("a", "x", -1)], count],
    ["no respondents", [], ["too_few_respondents", "A test needs at least two respondents."]],
    ["one respondent", [cell("a", "x", 1)], ["too_few_respondents", "A test needs at least two respondents."]],
    [
      "one row",
      [cell("a", "x"), cell("a", "y"), cell("b", "x", 0)],
      ["too_few_rows", "All respondents are in one row."],
    ],
    ["one column", [cell("a", "x"), cell("b", "x")], ["too_few_columns", "All respondents are in one column."]],
    ["a square of empty cells", [cell("a", "x"), cell("b", "y"), cell("c", "z")], sparse],
    [
      // Rounding hides this one from everything but the pivots.
      "a square of empty cells in a larger table",
      [cell(0, 2, 5, 2), cell(1, 2, 1, 3), cell(2, 0, 7, 3), cell(2, 1, 2, 3), cell(2, 2, 7, 1)],
      sparse,
    ],
    ["two halves that never mix", [cell("a", "x"), cell("b", "y")], sparse],
  ])("%s", (_, table, [code, message]) => {
    expect(raoScott(table, 1000)).toEqual({ ok: false, code, message });
    if (code !== "too_sparse") expect(pearsonTest(table)).toEqual({ ok: false, code, message });
  });

  it.each([19, 20.5, Number.NaN, Infinity])("%d weighted respondents for 20 in the table", (respondents) => {
    expect(raoScott(square, respondents)).toEqual({
      ok: false,
      code: "design_base_not_usable",
      message: "The respondents in the table are more than all who were weighted.",
    });
    expect(tested(square, 20)).toMatchObject({ base: 20 });
  });

  it("but not two respondents, nor an empty cell, nor names that are numbers", () => {
    expect(pearsonTest([cell(1, "x", 1), cell("1", "y", 1)])).toMatchObject({ ok: true, statistic: 2 });
    expect(tested([cell("a", "x", 1), cell("a", "y", 1), cell("b", "y", 1)]).f.statistic).toBeGreaterThan(0);
  });

  it("halves that never mix have a test in unequal numbers", () => {
    const got = tested([cell("a", "x", 1), cell("b", "y", 3)]);
    // Shares 1/4 and 3/4: the variance of d(1/4) / (1/4) + d(3/4) / (3/4) is n/(n-1) of (16/3 - 4) / n.
    expect(got.pearson).toBeCloseTo(4, 12);
    expect(got.f.statistic).toBeCloseTo(4 / (((4 / 3) * (16 / 3 - 4)) / (16 / 3)), 12);
  });
});
