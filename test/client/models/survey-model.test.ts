/** The survey of a tab: one id until it is acknowledged, and every refusal in its own words. */
import { expect, test } from "vitest";
import type { Api, ApiAnswer, Refusal } from "../../../client/api.ts";
import { said } from "../../../client/models/refusal-texts.ts";
import { createSurveyModel, type SurveyData } from "../../../client/models/survey-model.ts";
import { journeyCy } from "../../../client/text/cy-journey.ts";
import { journeyEn } from "../../../client/text/en-journey.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ReadFields } from "../../../core/questionnaire/form-fields.ts";
import type { Answers } from "../../../core/questionnaire/types.ts";
import { PROBLEMS, type ProblemCode } from "../../../server/contract/problems.ts";
import type { NewResponse, Receipt } from "../../../server/contract/wire.ts";

const DATA: SurveyData = {
  ...{ wave: "wave", place: "E08000039", form: "form", language: "en", needsCode: false },
  questionnaire: LGA_RESIDENT_SURVEY,
  languages: {
    en: { context: { scenario: "A", arm: 0, district_name: "Sheffield City Council" }, texts: journeyEn, path: "/s" },
  },
};

/** A page that was filled in with these answers, all of them fine. */
function given(answers: Answers): ReadFields {
  return { given: { answers, texts: {} }, wrong: {}, unknown: false };
}

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
  model.go(given({ local_area_satisfaction: "very_satisfied" }), "next");
  await model.send();
  expect(model.sending.value).toEqual({ state: "refused", refusal: "service.busy" });
  expect(model.progress.value.answers).toEqual({ local_area_satisfaction: "very_satisfied" });
  await model.send();
  expect(model.sending.value).toEqual({ state: "sent" });
  expect(model.progress.value.answers).toEqual({});
  expect(service.sent.map(({ id }) => id)).toEqual(["id1", "id1"]);
});

test.each([journeyEn, journeyCy])(
  "each refusal has its sentence, and only a lost connection is called one",
  (texts) => {
    const codes = Object.keys(PROBLEMS) as ProblemCode[];
    const refusals: readonly Refusal[] = [...codes, "network"];
    for (const refusal of refusals) expect(Object.values(said(texts, refusal))).toHaveLength(1);
    expect(refusals.filter((refusal) => said(texts, refusal).message === texts.failed)).toEqual(["network"]);
    expect(said(texts, "wave.closed").message).toBe(texts.closedMeanwhile);
    expect(said(texts, "service.busy").message).toBe(texts.busyBody);
    expect(said(texts, "code.unknown").codeError).toBe(texts.codeUnknown);
    expect(said(texts, "code.required").codeError).toBe(texts.codeRequired);
  },
);

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

test("a lost connection makes the answers wait, and the next try sends the same", async () => {
  const service = serviceOf({ ok: false, code: "network" }, TAKEN);
  const model = createSurveyModel(service, DATA, () => "id");
  model.go(given({ local_area_satisfaction: "very_satisfied" }), "next");
  await model.send();
  expect(model.sending.value).toEqual({ state: "waiting" });
  await model.send();
  expect(model.sending.value).toEqual({ state: "sent" });
  expect(service.sent[0]).toEqual(service.sent[1]);
});

test("what is wrong with a page keeps the resident on it, and what was filled in stays", () => {
  const model = createSurveyModel(serviceOf(), DATA, () => "id");
  model.go(given({}), "next");
  const { screen } = model.progress.value;
  const wrong = { local_area_satisfaction: "answer.unknown_option" } as const;
  model.go({ ...given({ local_area_satisfaction: "neither" }), wrong }, "next");
  expect(model.progress.value).toMatchObject({ screen, answers: { local_area_satisfaction: "neither" } });
  expect(model.wrong.value).toEqual(wrong);
  model.go({ ...given({}), wrong }, "back");
  expect(model.wrong.value).toEqual({});
});
