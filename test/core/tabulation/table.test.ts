import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { packAnswers, unpackAnswers } from "../../../core/questionnaire/answers.ts";
import { questionsAsked } from "../../../core/questionnaire/journey.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { addTables, createTableLayout, optionCounts, tabulate } from "../../../core/tabulation/table.ts";
import { answersTo, contexts } from "../../support/arbitraries.ts";

const survey = LGA_RESIDENT_SURVEY;
const layout = createTableLayout(survey);
const resident = contexts(survey).chain((context) =>
  answersTo(questionsAsked(survey, context)).map((answers) => packAnswers(survey, context, answers)),
);
const packed = fc.array(resident, { maxLength: 40 });

describe("tabulation", () => {
  test.prop([packed])("agrees with counting one answer at a time", (responses) => {
    const table = tabulate(layout, responses);
    const unpacked = responses.map((answers) => unpackAnswers(survey, answers));
    for (const { question } of layout.questions) {
      const counted = optionCounts(layout, table, 0, question.id);
      for (const [index, option] of question.options.entries()) {
        const expected = unpacked.filter((answers) => {
          const state = answers.get(question.id);
          return state?.state === "answered" && state.option === option.id;
        }).length;
        expect(counted[index]).toBe(expected);
      }
    }
  });

  test.prop([packed, fc.nat({ max: 40 })])("parts add up to the whole, wherever it is cut", (responses, cut) => {
    const parts = [responses.slice(0, cut), responses.slice(cut)].map((part) => tabulate(layout, part));
    expect(addTables(layout, parts)).toEqual(tabulate(layout, responses));
  });

  test.prop([packed])("the bands of a demographic never hold more people than everybody", (responses) => {
    const table = tabulate(layout, responses);
    for (const { question } of layout.questions) {
      const everybody = optionCounts(layout, table, 0, question.id);
      const bands = layout.domains.flatMap(({ by }, domain) => (by === "sex" ? [domain] : []));
      const together = everybody.map((_count, option) =>
        bands.reduce((sum, domain) => sum + (optionCounts(layout, table, domain, question.id)[option] ?? 0), 0),
      );
      for (const [option, count] of everybody.entries()) expect(together[option]).toBeLessThanOrEqual(count);
    }
  });
});
