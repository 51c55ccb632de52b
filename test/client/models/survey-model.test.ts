/** The survey of a tab: one id until it is acknowledged, and every refusal in its own words. */
import { effect } from "@preact/signals";
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
import { fixture } from "../../support/fixtures.ts";
import type { NewResponse, Receipt } from "../../../server/contract/wire.ts";

const DATA: SurveyData = {
  ...{ wave: "wave", place: "E08000039", id: "id", form: "form", language: "en", needsCode: false },
  questionnaire: LGA_RESIDENT_SURVEY,
  languages: {
    en: { context: { scenario: "A", arm: 0, district_name: "Sheffield City Council" }, texts: journeyEn, path: "/s" },
  },
};

/** A page that was filled in with these answers, all of them fine. */
function given(answers: Answers): ReadFields {
  return { given: { answers, texts: {} }, wrong: {}, unknown: false };
}

const EVERYTHING: SurveyData = { ...DATA, questionnaire: fixture("everything") };

const NO_NETWORK: ApiAnswer<Receipt> = { ok: false, code: "network", wait: 0 };

/** Where nothing is done later. */
const never = (): void => undefined;

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
  const service = serviceOf({ ok: false, code: "service.busy", wait: 0 }, TAKEN);
  const model = createSurveyModel(service, DATA, never);
  model.go(given({ local_area_satisfaction: "very_satisfied" }), "next");
  await model.send();
  expect(model.sending.value).toEqual({ state: "refused", refusal: "service.busy" });
  expect(model.progress.value.answers).toEqual({ local_area_satisfaction: "very_satisfied" });
  await model.send();
  expect(model.sending.value).toEqual({ state: "sent" });
  expect(model.progress.value.answers).toEqual({});
  expect(service.sent.map(({ id }) => id)).toEqual(["id", "id"]);
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
  const model = createSurveyModel(service, { ...DATA, needsCode: true }, never);
  model.useCode("2222-2222-23");
  await model.send();
  expect(model.sending.value).toEqual({ state: "refused", refusal: "code.unknown" });
  expect(service.sent).toEqual([]);
  model.useCode("2222-222-222");
  await model.send();
  expect(service.sent.map(({ code }) => code)).toEqual(["2222-222-222"]);
});

test("a lost connection makes the answers wait, and the next try sends the same", async () => {
  const service = serviceOf({ ok: false, code: "network", wait: 0 }, TAKEN);
  const model = createSurveyModel(service, DATA, never);
  model.go(given({ local_area_satisfaction: "very_satisfied" }), "next");
  await model.send();
  expect(model.sending.value).toEqual({ state: "waiting" });
  await model.send();
  expect(model.sending.value).toEqual({ state: "sent" });
  expect(service.sent[0]).toEqual(service.sent[1]);
});

test("what is wrong with a page keeps the resident on it, and what was filled in stays", () => {
  const model = createSurveyModel(serviceOf(), DATA, never);
  model.go(given({}), "next");
  const { screen } = model.progress.value;
  const wrong = { local_area_satisfaction: "answer.unknown_option" } as const;
  model.go({ ...given({ local_area_satisfaction: "neither" }), wrong }, "next");
  expect(model.progress.value).toMatchObject({ screen, answers: { local_area_satisfaction: "neither" } });
  expect(model.wrong.value).toEqual(wrong);
  model.go({ ...given({}), wrong }, "back");
  expect(model.wrong.value).toEqual({});
});

test("what the service holds back is sent again by itself after the seconds that it names, under the same id", async () => {
  const held: ApiAnswer<Receipt> = { ok: false, code: "request.too_many", wait: 7 };
  const service = serviceOf(held, held, TAKEN);
  const waiting: { readonly work: () => void; readonly milliseconds: number }[] = [];
  const model = createSurveyModel(service, DATA, (work, milliseconds) => waiting.push({ work, milliseconds }));
  model.show("check", false);
  await model.send();
  expect(model.sending.value).toEqual({ state: "held" });
  expect(waiting.map(({ milliseconds }) => milliseconds)).toEqual([7000]);
  // Somebody who goes back to a question meanwhile is not sent off from there.
  model.go(given({}), "change:safety");
  waiting[0]?.work();
  expect(service.sent).toHaveLength(1);
  await model.send();
  waiting[1]?.work();
  await Promise.resolve();
  expect(model.sending.value).toEqual({ state: "sent" });
  expect(service.sent.map(({ id, form }) => [id, form])).toEqual(Array.from({ length: 3 }, () => ["id", "form"]));
});

test("a draft goes on under the id that its form is for", async () => {
  const service = serviceOf(TAKEN);
  const draft = { ...createSurveyModel(serviceOf(), { ...DATA, id: "first", form: "of first" }, never).draft() };
  const model = createSurveyModel(service, DATA, never);
  model.resume(draft);
  await model.send();
  expect(service.sent.map(({ id, form }) => [id, form])).toEqual([["first", "of first"]]);
});

test("waiting answers go on waiting while they are saved, and no longer once another page is shown", async () => {
  const service = serviceOf(NO_NETWORK, NO_NETWORK);
  const model = createSurveyModel(service, DATA, () => undefined);
  model.show("check", false);
  await model.send();
  model.go(given({}), "save");
  expect(model.sending.value).toEqual({ state: "waiting" });
  model.show("safety", false);
  expect(model.sending.value).toEqual({ state: "no" });
  model.show("check", false);
  await model.send();
  model.go(given({}), "change:safety");
  expect(model.sending.value).toEqual({ state: "no" });
});

test("whoever leaves a page with something wrong on it leaves that behind, and can send the rest", () => {
  for (const leave of ["back", "history"] as const) {
    const model = createSurveyModel(serviceOf(), EVERYTHING, () => undefined);
    model.show("used", true);
    const wrong = { used: "answer.exclusive_option" } as const;
    model.go({ ...given({ used: ["parks", "none"] }), wrong }, "next");
    expect(model.progress.value.answers).toEqual({ used: ["parks", "none"] });
    if (leave === "back") model.go({ ...given({ used: ["parks", "none"] }), wrong }, "back");
    else model.show("check", false);
    expect(model.progress.value.answers).toEqual({});
    expect(model.wrong.value).toEqual({});
  }
});

test("nothing of the answers is there any more when the way out begins", async () => {
  const model = createSurveyModel(serviceOf(TAKEN), DATA, () => undefined);
  model.go(given({ local_area_satisfaction: "neither" }), "next");
  const seen: unknown[] = [];
  effect(() => {
    if (model.sending.value.state === "sent") seen.push(model.progress.peek().answers);
  });
  await model.send();
  expect(seen).toEqual([{}]);
});
