import { expect, it } from "vitest";
import { codebook, derivedAnswers, inBase } from "../../../core/questionnaire/codebook.ts";
import { AGREEMENT, AMOUNT, option } from "../../../core/questionnaire/scales.ts";
import type { Option, OptionKind, ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { SMALL } from "../../support/questionnaire.ts";

it("has one row an option, in code-list order", () => {
  const rows = codebook(SMALL);
  expect(rows.map((row) => `${row.question} ${row.option} ${row.side} ${row.in_base}`)).toEqual([
    "happy yes top true",
    "happy no bottom true",
    "happy dont_know null true",
    "happy_county yes top true",
    "happy_county no bottom true",
    "happy_county dont_know null true",
    "roads yes top true",
    "roads no bottom true",
    "roads dont_know null true",
    "age young null true",
    "age old null true",
    "age prefer_not_to_say null false",
  ]);
  expect(rows[0]).toMatchObject({
    title: { en: "Title" },
    label: { cy: "Ydw" },
    kind: "substantive",
    role: "attitude",
  });
});

it.each<[OptionKind, ChoiceQuestion["dont_know"], boolean]>([
  ["substantive", "in_base", true],
  ["substantive", "out_of_base", true],
  ["dont_know", "in_base", true],
  ["dont_know", "out_of_base", false],
  ["prefer_not_to_say", "in_base", false],
  ["prefer_not_to_say", "out_of_base", false],
])("counts %s under %s: %s", (kind, dont_know, expected) => {
  expect(inBase({ dont_know }, { kind })).toBe(expected);
});

const scored = AGREEMENT.map((each, index): Option =>
  each.kind === "substantive" ? { ...each, score: 5 - index } : each,
);

it.each<[string, readonly Option[], string[]]>([
  ["a scale of five", AGREEMENT, ["top_two", "bottom_two", "net"]],
  ["a scale of four", AMOUNT, ["top_two", "bottom_two", "net"]],
  ["a scale with scores", scored, ["top_two", "bottom_two", "net", "mean"]],
  ["a scale without a low end", [option("a", "a", "a", "top"), option("b", "b", "b", "middle")], ["top_two"]],
  ["a scale without a high end", [option("a", "a", "a", "bottom"), option("b", "b", "b", "middle")], ["bottom_two"]],
  ["no scale", [option("a", "a", "a"), option("b", "b", "b")], []],
  ["no options", [], []],
])("derives from %s what it yields", (_name, options, expected) => {
  expect(derivedAnswers({ options })).toEqual(expected);
});
