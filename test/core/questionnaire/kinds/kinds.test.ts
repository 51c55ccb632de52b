/** Every type of question by the same table: what it takes, how it is packed, what it refuses. */
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { checkAnswer, packAnswer, packedLength, unpackAnswer } from "../../../../core/questionnaire/kinds/kinds.ts";
import type { Question } from "../../../../core/questionnaire/types.ts";
import { answerTo } from "../../../support/arbitraries.ts";
import { FIXTURES } from "../../../support/fixtures.ts";

const questions = FIXTURES.flatMap(({ questionnaire }) => questionnaire.questions);

function questionOf(id: string): Question {
  const question = questions.find((one) => one.id === id);
  if (question === undefined) throw new Error(`no fixture has ${id}`);
  return question;
}

describe.each<[string, string, number, unknown, string]>([
  ["one choice", "heard_of", 1, "yes", "0"],
  ["the last of one choice", "heard_of", 1, "dont_know", "2"],
  ["a score of 10", "trust_local", 1, "ten", "a"],
  ["several", "used", 5, ["parks", "libraries"], "11000"],
  ["several, in another order and twice", "used", 5, ["libraries", "parks", "parks"], "11000"],
  ["one that stands alone", "used", 5, ["none"], "00010"],
])("%s", (_name, id, length, value, packed) => {
  const question = questionOf(id);
  it("is checked, packed and unpacked", () => {
    const checked = checkAnswer(question, value);
    expect(checked.ok && packAnswer(question, checked.answer)).toBe(packed);
    expect(packedLength(question)).toBe(length);
    expect(unpackAnswer(question, packed)).toEqual({ state: "answered", answer: checked.ok && checked.answer });
  });
});

it.each<[string, string, unknown, string]>([
  ["a list for one choice", "heard_of", ["yes"], "answers.shape"],
  ["an option that there is none of", "heard_of", "maybe", "answer.unknown_option"],
  ["a text for several", "used", "parks", "answers.shape"],
  ["a list of anything", "used", [1], "answers.shape"],
  ["more than there are", "used", Array.from({ length: 6 }, () => "parks"), "answers.shape"],
  ["an unknown one among several", "used", ["parks", "moon"], "answer.unknown_option"],
  ["one that stands alone with another", "used", ["parks", "none"], "answer.exclusive_option"],
  ["two that stand alone", "used", ["none", "prefer_not_to_say"], "answer.exclusive_option"],
  ["an answer in own words", "why", "because", "answers.shape"],
])("refuses %s", (_name, id, value, problem) => {
  expect(checkAnswer(questionOf(id), value)).toEqual({ ok: false, problem });
});

it("takes an empty list as no answer", () => {
  expect(checkAnswer(questionOf("used"), [])).toEqual({ ok: true, answer: undefined });
  expect(packAnswer(questionOf("used"), undefined)).toBe(".....");
});

it.each([
  ["heard_of", "9"],
  ["used", "2...."],
  ["used", "1-..."],
  ["used", "00000"],
])("knows nothing of %s packed as %s", (id, packed) => {
  expect(unpackAnswer(questionOf(id), packed)).toBeUndefined();
});

it("throws rather than pack what was not checked", () => {
  expect(() => packAnswer(questionOf("used"), ["moon"])).toThrow(RangeError);
  expect(() => packAnswer(questionOf("used"), "parks")).toThrow(RangeError);
  expect(() => packAnswer(questionOf("heard_of"), "moon")).toThrow(RangeError);
});

test.prop([
  fc
    .constantFrom(...questions.filter(({ type }) => type !== "text"))
    .chain((question) => answerTo(question).map((answer) => ({ question, answer }))),
])("unpacks what it packed, and packs it equally long", ({ question, answer }) => {
  const checked = checkAnswer(question, answer);
  if (!checked.ok || checked.answer === undefined) throw new Error("made answers are answers");
  const packed = packAnswer(question, checked.answer);
  expect(packed).toHaveLength(packedLength(question));
  expect(unpackAnswer(question, packed)).toEqual({ state: "answered", answer: checked.answer });
});

test.prop([fc.constantFrom(...questions), fc.anything()])("has a word for anything at all", (question, value) => {
  expect(typeof checkAnswer(question, value).ok).toBe("boolean");
});
