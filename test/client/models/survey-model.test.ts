/** The survey of a tab: one id until it is acknowledged, and every refusal in its own words. */
import { expect, test } from "vitest";
import type { Api, ApiAnswer, Refusal } from "../../../client/api.ts";
import { said } from "../../../client/models/refusal-texts.ts";
import { createSurveyModel, type SurveyData } from "../../../client/models/survey-model.ts";
import { surveyCy } from "../../../client/text/cy-survey.ts";
import { surveyEn } from "../../../client/text/en-survey.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { PROBLEMS, type ProblemCode } from "../../../server/contract/problems.ts";
import type { NewResponse, Receipt } from "../../../server/contract/wire.ts";

const DATA: SurveyData = {
  ...{ wave: "wave", place: "E08000039", form: "form", thanks: "/thank-you", needsCode: false },
  questionnaire: LGA_RESIDENT_SURVEY,
  context: { scenario: "A", arm: 0, district_name: "Sheffield City Council" },
};
const TAKEN: ApiAnswer<Receipt> = { ok: true, data: { wave: "wave", place: "E08000039", results_on: "2027-05-10" } };

/** A service that gives these answers, one after the other, and keeps what it was sent. */
function serviceOf(...answers: ApiAnswer<Receipt>[]): Api & { readonly sent: NewResponse[] } {
  const sent: NewResponse[] = [];
  return {
    sent,
    sendResponse(_wave, response) {
      sent.push(response);
      return Promise.resolve(answers.shift() ?? TAKEN);
    },
  };
}

test("a refusal is kept by its code, answers stay, and the same id is sent again", async () => {
  const service = serviceOf({ ok: false, code: "service.busy" }, TAKEN);
  let made = 0;
  const model = createSurveyModel(service, DATA, () => `id${(made += 1)}`);
  model.go({ local_area_satisfaction: "very_satisfied" }, "next");
  await model.send();
  expect(model.sending.value).toEqual({ state: "refused", refusal: "service.busy" });
  expect(model.progress.value.answers).toEqual({ local_area_satisfaction: "very_satisfied" });
  await model.send();
  expect(model.sending.value).toEqual({ state: "sent" });
  expect(model.progress.value.answers).toEqual({});
  expect(service.sent.map(({ id }) => id)).toEqual(["id1", "id1"]);
});

test.each([surveyEn, surveyCy])("each refusal has its sentence, and only a lost connection is called one", (texts) => {
  const { survey } = texts;
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  const refusals: readonly Refusal[] = [...codes, "network"];
  for (const refusal of refusals) expect(Object.values(said(texts, refusal))).toHaveLength(1);
  expect(refusals.filter((refusal) => said(texts, refusal).message === survey.failed)).toEqual(["network"]);
  expect(said(texts, "wave.closed").message).toBe(survey.closedMeanwhile);
  expect(said(texts, "service.busy").message).toBe(survey.busyBody);
  expect(said(texts, "code.unknown").codeError).toBe(survey.codeUnknown);
  expect(said(texts, "code.required").codeError).toBe(survey.codeRequired);
});

test("a code that cannot be one is refused in the tab, without a request, and the right one is sent", async () => {
  const service = serviceOf(TAKEN);
  const model = createSurveyModel(service, { ...DATA, needsCode: true }, () => "id");
  model.useCode("2222-2222-23");
  await model.send();
  expect(model.sending.value).toEqual({ state: "refused", refusal: "code.unknown" });
  expect(service.sent).toEqual([]);
  model.useCode("2222-222-222");
  await model.send();
  expect(service.sent.map(({ code }) => code)).toEqual(["2222-222-222"]);
});
