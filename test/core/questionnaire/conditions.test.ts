import { expect, it } from "vitest";
import { holds, type Known, partsOf, questionsNamed } from "../../../core/questionnaire/conditions.ts";
import type { Answer, ChoiceQuestion, Condition } from "../../../core/questionnaire/types.ts";
import { SMALL } from "../../support/questionnaire.ts";

const [happy] = SMALL.questions;
const scale: ChoiceQuestion = {
  ...happy!,
  id: "trust",
  options: Array.from({ length: 11 }, (_, score) => ({
    ...{ id: `s${score}`, label: SMALL.title, kind: "substantive" as const, score },
  })),
};

function known(answers: Readonly<Record<string, Answer>>): Known {
  return {
    question: (id) => (id === "trust" ? scale : happy),
    answer: (id) => answers[id],
    ...{ place: "E1", wave: "w1" },
  };
}

const yes: Condition = { question: "q", any_of: ["yes", "maybe"] };

it.each<[string, Condition, Readonly<Record<string, Answer>>, boolean]>([
  ["any_of, chosen", yes, { q: "maybe" }, true],
  ["any_of, another", yes, { q: "no" }, false],
  ["any_of, not answered", yes, {}, false],
  ["any_of, among ticks", yes, { q: ["no", "yes"] }, true],
  ["all_of, all", { question: "q", all_of: ["a", "b"] }, { q: ["a", "b", "c"] }, true],
  ["all_of, some", { question: "q", all_of: ["a", "b"] }, { q: ["a", "c"] }, false],
  ["not, of what was not answered", { not: yes }, {}, true],
  ["not", { not: yes }, { q: "yes" }, false],
  ["all", { all: [yes, { place: ["E1"] }] }, { q: "yes" }, true],
  ["all, one false", { all: [yes, { place: ["E2"] }] }, { q: "yes" }, false],
  ["any", { any: [yes, { wave: ["w1"] }] }, {}, true],
  ["any, none true", { any: [yes, { wave: ["w2"] }] }, {}, false],
  ["count_of, enough", { count_of: [yes, { place: ["E1"] }, { wave: ["w2"] }], at_least: 2 }, { q: "yes" }, true],
  ["count_of, too few", { count_of: [yes, { place: ["E1"] }], at_least: 2 }, {}, false],
  ["count_of, too many", { count_of: [yes, { place: ["E1"] }], at_most: 1 }, { q: "yes" }, false],
  ["chosen, ticks", { question: "q", chosen: { at_least: 2, at_most: 2 } }, { q: ["a", "b"] }, true],
  ["chosen, one choice", { question: "q", chosen: { at_least: 1 } }, { q: "a" }, true],
  ["chosen, not answered", { question: "q", chosen: { at_least: 1 } }, {}, false],
  ["chosen at most, not answered", { question: "q", chosen: { at_most: 0 } }, {}, true],
  ["score within", { question: "trust", score: { at_least: 7 } }, { trust: "s7" }, true],
  ["score below", { question: "trust", score: { at_least: 7 } }, { trust: "s6" }, false],
  ["score above", { question: "trust", score: { at_most: 3 } }, { trust: "s4" }, false],
  ["score, not answered", { question: "trust", score: { at_most: 10 } }, {}, false],
  ["score of an option without one", { question: "q", score: { at_most: 10 } }, { q: "yes" }, false],
])("%s", (_name, condition, answers, expected) => {
  expect(holds(condition, known(answers))).toBe(expected);
});

it("knows no place and no wave where none is given", () => {
  const nowhere: Known = { question: () => undefined, answer: () => undefined };
  expect(holds({ place: ["E1"] }, nowhere)).toBe(false);
  expect(holds({ wave: ["w1"] }, nowhere)).toBe(false);
});

it("names each question once, however deep", () => {
  const deep: Condition = { all: [{ not: { any: [yes, { count_of: [yes, { place: ["E1"] }], at_least: 1 }] } }] };
  expect(questionsNamed(deep)).toEqual(["q"]);
  expect(partsOf(deep)).toHaveLength(3);
});
