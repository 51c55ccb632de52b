import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { benchmark, type EvidenceFigure, type OwnFigure } from "../../../core/estimation/benchmark.ts";

interface Ward {
  readonly estimate: number;
  readonly n_star: number;
}

const { wards, pairs } = (
  JSON.parse(readFileSync(join(import.meta.dirname, "../../oracles/estimates/07-domains-and-tests.json"), "utf8")) as {
    readonly expected: {
      readonly wards: Readonly<Record<string, Ward>>;
      readonly pairs: readonly {
        readonly a: string;
        readonly b: string;
        readonly difference: number;
        readonly newcombe_nstar: { readonly ci95: readonly [number, number]; readonly p_by_inversion: number };
      }[];
    };
  }
).expected;

const stream = { stream: "interviewer", mode: "telephone", sample_type: "quota" } as const;
const own: OwnFigure = { question: "council", stream, estimate: 0.7, effectiveBase: 400 };
const evidence: EvidenceFigure = { question: "council", mode: "telephone", share: 0.6, effectiveBase: 745, base: 1005 };

describe("a comparison with a figure from elsewhere", () => {
  it.each(pairs)("is Newcombe's on the stated effective base: $a and $b", (pair) => {
    const [a, b] = [wards[pair.a]!, wards[pair.b]!];
    const got = benchmark(
      { ...own, estimate: a.estimate, effectiveBase: a.n_star },
      { ...evidence, share: b.estimate, effectiveBase: b.n_star },
    );
    if (!got.ok) throw new Error(got.code);
    expect(got.difference).toBeCloseTo(pair.difference, 11);
    expect(got.low).toBeCloseTo(pair.newcombe_nstar.ci95[0], 9);
    expect(got.high).toBeCloseTo(pair.newcombe_nstar.ci95[1], 9);
    expect(got.p / pair.newcombe_nstar.p_by_inversion).toBeCloseTo(1, 8);
    expect(got).toMatchObject({ effectiveBase: b.n_star, effectiveBaseFrom: "stated" });
  });

  it("takes the base over 1.5 where no effective one is stated, and says so", () => {
    const got = benchmark(own, { ...evidence, effectiveBase: null, base: 1200 });
    expect(got).toEqual({
      ...benchmark(own, { ...evidence, effectiveBase: 800 }),
      effectiveBaseFrom: "assumed",
    });
    expect(got).toMatchObject({ ok: true, effectiveBase: 800 });
  });

  it("needs no base where an effective one is stated", () => {
    expect(benchmark(own, { ...evidence, base: null })).toMatchObject({ ok: true, effectiveBaseFrom: "stated" });
  });

  it("takes shares of 0 and 1", () => {
    expect(benchmark({ ...own, estimate: 0 }, { ...evidence, share: 1 })).toMatchObject({ ok: true, difference: -1 });
    expect(benchmark({ ...own, estimate: 1 }, { ...evidence, share: 0 })).toMatchObject({ ok: true, difference: 1 });
  });

  const value = ["value_not_usable", "A share or a base is not a usable number."] as const;
  it.each<[string, Partial<OwnFigure>, Partial<EvidenceFigure>, readonly [string, string]]>([
    [
      "people who chose themselves",
      { stream: { ...stream, sample_type: "self-selected" } },
      {},
      ["not_tested", "People chose themselves whether to answer."],
    ],
    [
      "an open link, whatever it is called",
      { stream: { ...stream, stream: "open" } },
      {},
      ["not_tested", "People chose themselves whether to answer."],
    ],
    ["another question", { question: "area" }, {}, ["unlike_question", "The two figures answer different questions."]],
    ["another mode", {}, { mode: "online" }, ["unlike_mode", "People were asked in different ways."]],
    ["no base", {}, { effectiveBase: null, base: null }, ["no_base", "The other figure comes without a base."]],
    ["a share of ours below 0", { estimate: -0.1 }, {}, value],
    ["a share of ours above 1", { estimate: 1.1 }, {}, value],
    ["a base of ours of 0", { effectiveBase: 0 }, {}, value],
    ["a base of ours without end", { effectiveBase: Infinity }, {}, value],
    ["a share of theirs below 0", {}, { share: -0.1 }, value],
    ["a share of theirs of NaN", {}, { share: Number.NaN }, value],
    ["an effective base of theirs of 0", {}, { effectiveBase: 0 }, value],
    ["a base of theirs below 0", {}, { effectiveBase: null, base: -3 }, value],
    ["a base of theirs of NaN", {}, { effectiveBase: null, base: Number.NaN }, value],
  ])("is refused for %s", (_, ours, theirs, [code, message]) => {
    expect(benchmark({ ...own, ...ours }, { ...evidence, ...theirs })).toEqual({ ok: false, code, message });
  });
});
