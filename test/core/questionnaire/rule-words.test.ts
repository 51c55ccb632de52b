/** Rules in words, for every form of a rule, in both languages; and what is left of a rule once place and wave are known. */
import { describe, expect, it, test } from "vitest";
import { partsOf } from "../../../core/questionnaire/conditions.ts";
import { decide } from "../../../core/questionnaire/decide.ts";
import { onlyIf, ruleInWords, type RuleNames } from "../../../core/questionnaire/rule-words.ts";
import type { Condition, Question } from "../../../core/questionnaire/types.ts";
import { fixture, FIXTURES } from "../../support/fixtures.ts";

const { questions } = fixture("routing");
const find = (id: string): Question | undefined => questions.find((one) => one.id === id);
const NAMES: RuleNames = {
  question: find,
  number: (id) => questions.findIndex((one) => one.id === id) + 1,
  place: (code) => (code === "E1" ? "Preston" : "Chorley"),
  wave: () => "Harbours 2027",
};

const yes: Condition = { question: "contacted", any_of: ["yes"] };
const no: Condition = { question: "contacted", any_of: ["no"] };
const badRoads: Condition = { question: "roads", any_of: ["bad"] };
const [first = "", second = ""] = ((found) => (found === undefined || found.type === "text" ? [] : found.options))(
  find("how"),
).map(({ id }) => id);
const both: Condition = { question: "how", all_of: [first, second] };

const CASES: readonly (readonly [Condition, string, string])[] = [
  [yes, "you ticked “Yes” at question 1", "gwnaethoch chi dicio “Oes” yng nghwestiwn 1"],
  [
    { question: "contacted", any_of: ["yes", "no"] },
    "you ticked “Yes” or “No” at question 1",
    "gwnaethoch chi dicio “Oes” neu “Nac oes” yng nghwestiwn 1",
  ],
  [{ not: yes }, "you did not tick “Yes” at question 1", "na wnaethoch chi dicio “Oes” yng nghwestiwn 1"],
  [{ not: { not: yes } }, "you ticked “Yes” at question 1", "gwnaethoch chi dicio “Oes” yng nghwestiwn 1"],
  [
    { question: "how", chosen: { at_least: 2 } },
    "you ticked at least 2 boxes at question 2",
    "gwnaethoch chi dicio o leiaf 2 o flychau yng nghwestiwn 2",
  ],
  [
    { question: "how", chosen: { at_most: 2 } },
    "you ticked at most 2 boxes at question 2",
    "gwnaethoch chi dicio dim mwy na 2 o flychau yng nghwestiwn 2",
  ],
  [
    { question: "how", chosen: { at_least: 2, at_most: 3 } },
    "you ticked 2 to 3 boxes at question 2",
    "gwnaethoch chi dicio rhwng 2 a 3 o flychau yng nghwestiwn 2",
  ],
  [
    { not: { question: "how", chosen: { at_least: 2, at_most: 2 } } },
    "you ticked at most 1 box at question 2 or you ticked at least 3 boxes at question 2",
    "gwnaethoch chi dicio dim mwy na 1 blwch yng nghwestiwn 2 neu os gwnaethoch chi dicio o leiaf 3 o flychau yng nghwestiwn 2",
  ],
  [{ question: "how", chosen: { at_least: 1 } }, "you answered question 2", "gwnaethoch chi ateb cwestiwn 2"],
  [
    { not: { question: "how", chosen: { at_least: 1 } } },
    "you did not answer question 2",
    "na wnaethoch chi ateb cwestiwn 2",
  ],
  [
    { question: "outcome", score: { at_most: 3 } },
    "you ticked an answer from “0 – not at all” to “3” at question 4",
    "gwnaethoch chi dicio ateb o “0 – dim o gwbl” i “3” yng nghwestiwn 4",
  ],
  [
    { question: "outcome", score: { at_least: 9 } },
    "you ticked “9” or “10 – completely” at question 4",
    "gwnaethoch chi dicio “9” neu “10 – yn llwyr” yng nghwestiwn 4",
  ],
  [{ place: ["E1", "E2"] }, "you live in Preston or Chorley", "ydych chi'n byw yn ardal Preston neu Chorley"],
  [{ not: { place: ["E1"] } }, "you do not live in Preston", "nad ydych chi'n byw yn ardal Preston"],
  [{ wave: ["w"] }, "this is the survey “Harbours 2027”", "hwn yw'r arolwg “Harbours 2027”"],
  [{ not: { wave: ["w"] } }, "this is not the survey “Harbours 2027”", "nad hwn yw'r arolwg “Harbours 2027”"],
  [
    { all: [yes, badRoads] },
    "you ticked “Yes” at question 1 and you ticked “Bad” at question 6",
    "gwnaethoch chi dicio “Oes” yng nghwestiwn 1 ac os gwnaethoch chi dicio “Bad (Cymraeg)” yng nghwestiwn 6",
  ],
  [
    { any: [yes, badRoads] },
    "you ticked “Yes” at question 1 or you ticked “Bad” at question 6",
    "gwnaethoch chi dicio “Oes” yng nghwestiwn 1 neu os gwnaethoch chi dicio “Bad (Cymraeg)” yng nghwestiwn 6",
  ],
  [
    { not: { any: [yes, badRoads] } },
    "you did not tick “Yes” at question 1 and you did not tick “Bad” at question 6",
    "na wnaethoch chi dicio “Oes” yng nghwestiwn 1 ac os na wnaethoch chi dicio “Bad (Cymraeg)” yng nghwestiwn 6",
  ],
  [
    { count_of: [yes, no, badRoads], at_least: 2 },
    "at least 2 of these are true: (a) you ticked “Yes” at question 1; (b) you ticked “No” at question 1; (c) you ticked “Bad” at question 6",
    "yw o leiaf 2 o'r rhain yn wir: (a) gwnaethoch chi dicio “Oes” yng nghwestiwn 1; (b) gwnaethoch chi dicio “Nac oes” yng nghwestiwn 1; (c) gwnaethoch chi dicio “Bad (Cymraeg)” yng nghwestiwn 6",
  ],
  [
    { not: { count_of: [yes, badRoads], at_least: 2 } },
    "at most 1 of these are true: (a) you ticked “Yes” at question 1; (b) you ticked “Bad” at question 6",
    "yw dim mwy na 1 o'r rhain yn wir: (a) gwnaethoch chi dicio “Oes” yng nghwestiwn 1; (b) gwnaethoch chi dicio “Bad (Cymraeg)” yng nghwestiwn 6",
  ],
  [
    { all: [yes, { any: [badRoads, { not: no }] }] },
    "all of these are true: (a) you ticked “Yes” at question 1; (b) at least one of these is true: (i) you ticked “Bad” at question 6; (ii) you did not tick “No” at question 1",
    "yw pob un o'r rhain yn wir: (a) gwnaethoch chi dicio “Oes” yng nghwestiwn 1; (b) yw o leiaf un o'r rhain yn wir: (i) gwnaethoch chi dicio “Bad (Cymraeg)” yng nghwestiwn 6; (ii) na wnaethoch chi dicio “Nac oes” yng nghwestiwn 1",
  ],
];

describe("a rule in words", () => {
  test.each(CASES)("%j", (condition, en, cy) => {
    expect([ruleInWords(condition, NAMES, "en"), ruleInWords(condition, NAMES, "cy")]).toEqual([en, cy]);
  });

  test("all of several answers", () => {
    expect(ruleInWords(both, NAMES, "en")).toMatch(/^you ticked both “[^”]+” and “[^”]+” at question 2$/);
    expect(ruleInWords({ not: both }, NAMES, "en")).toMatch(
      /^you did not tick both “[^”]+” and “[^”]+” at question 2$/,
    );
    expect(ruleInWords(both, NAMES, "cy")).toMatch(/^gwnaethoch chi dicio pob un o'r rhain yng nghwestiwn 2: “/);
  });

  test("stands in a sentence for one question and for several", () => {
    expect(onlyIf([4], ruleInWords(yes, NAMES, "en"), "en")).toBe(
      "Answer question 4 only if you ticked “Yes” at question 1.",
    );
    expect(onlyIf([4, 5, 7], "X", "en")).toBe("Answer questions 4 to 7 only if X.");
    expect(onlyIf([4], "X", "cy")).toBe("Atebwch gwestiwn 4 dim ond os X.");
    expect(onlyIf([4, 7], "X", "cy")).toBe("Atebwch gwestiynau 4 i 7 dim ond os X.");
  });

  test("no rule of a fixture questionnaire is without words, and none says an id", () => {
    for (const { questionnaire } of FIXTURES) {
      const rules = [...questionnaire.questions, ...(questionnaire.sections ?? [])].flatMap(({ ask_when }) =>
        ask_when === undefined ? [] : [ask_when],
      );
      const names = { ...NAMES, question: (id: string) => questionnaire.questions.find((one) => one.id === id) };
      for (const rule of rules) {
        for (const language of ["en", "cy"] as const) {
          const words = ruleInWords(rule, names, language);
          expect(words.length).toBeGreaterThan(10);
          for (const part of partsOf(rule)) if ("question" in part) expect(words).not.toContain(`“${part.question}”`);
        }
      }
    }
  });
});

describe("what is left of a rule before anybody answers", () => {
  const known = { place: "E1", wave: "w", question: (id: string) => (id === "gone" ? undefined : find(id)) };
  const gone: Condition = { question: "gone", any_of: ["yes"] };

  it.each<[Condition, Condition | boolean]>([
    [yes, yes],
    [gone, false],
    [{ not: gone }, true],
    [{ question: "gone", chosen: { at_most: 0 } }, true],
    [{ place: ["E1"] }, true],
    [{ wave: ["x"] }, false],
    [{ any: [{ place: ["E1"] }, yes] }, true],
    [{ any: [{ place: ["E2"] }, yes] }, yes],
    [{ any: [gone, { place: ["E2"] }] }, false],
    [{ all: [{ place: ["E1"] }, yes] }, yes],
    [{ all: [{ place: ["E2"] }, yes] }, false],
    [{ all: [yes, badRoads] }, { all: [yes, badRoads] }],
    [{ not: { all: [yes, { place: ["E1"] }] } }, { not: yes }],
    [
      { count_of: [yes, badRoads, { place: ["E1"] }], at_least: 2 },
      { count_of: [yes, badRoads], at_least: 1 },
    ],
    [{ count_of: [yes, badRoads, gone], at_least: 3 }, false],
    [{ count_of: [{ place: ["E1"] }, yes], at_least: 1 }, true],
    [
      { count_of: [{ place: ["E1"] }, yes], at_most: 1 },
      { count_of: [yes], at_most: 0 },
    ],
    [{ count_of: [{ place: ["E1"] }, { wave: ["w"] }], at_most: 1 }, false],
  ])("%j is %j", (condition, left) => {
    expect(decide(condition, known)).toEqual(left);
  });
});
