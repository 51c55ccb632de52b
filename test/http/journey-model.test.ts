/**
 * Random residents on random questionnaires, without JavaScript and over HTTP: they go on and back, change answers, change
 * the language, press the browser's Back and send things twice. What is stored at the end is what they last said.
 */
import { fc, test } from "@fast-check/vitest";
import { afterAll, beforeAll, expect } from "vitest";
import { checkAnswers } from "../../core/questionnaire/check.ts";
import { answerField, textField } from "../../core/questionnaire/form-fields.ts";
import { questionsAsked } from "../../core/questionnaire/journey.ts";
import { asksForWords, textLengthMax } from "../../core/questionnaire/texts.ts";
import type { Answer, Question, Questionnaire } from "../../core/questionnaire/types.ts";
import { createApp } from "../../server/http/app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import { readEnvironment } from "../../server/environment.ts";
import { storedIn } from "../support/answers-of.ts";
import { questionnaires } from "../support/arbitraries.ts";
import { createInstallation, type Installation } from "../support/installation.ts";
import type { Services } from "../../server/services/types.ts";
import { formOf, openedEarlier, type PageForm } from "./forms.ts";
import { GUILDFORD, type HttpTarget } from "./target.ts";

let installation: Installation;
let services: Services;
let send: (path: string, body?: URLSearchParams) => Promise<Response>;
let waves = 0;

beforeAll(async () => {
  installation = await createInstallation({ kind: "files" });
  installation.clock.set(new Date().toISOString());
  const environment = readEnvironment({ DATA_DIR: installation.folder });
  ({ services } = await createNodeServices(environment, installation.databases, "dist"));
  const app = createApp(services);
  send = async (path, body) =>
    app.fetch(new Request(`http://localhost${path}`, { redirect: "manual", ...(body && { method: "POST", body }) }));
}, 60_000);

afterAll(() => installation.dispose());

/** What a resident does next: a number is drawn for everything that has to be chosen. */
interface Deed {
  readonly kind: "on" | "on" | "back" | "browser_back" | "change" | "language" | "again";
  readonly choice: number;
}

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed["kind"]>("on", "on", "on", "on", "back", "browser_back", "change", "language", "again"),
    choice: fc.nat(10_000),
  }),
  { maxLength: 25 },
);

/** What a resident has said so far. */
interface Said {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly texts: ReadonlyMap<string, string>;
}

/** A page on the screen, and what had been said when it came. */
interface Shown {
  readonly form: PageForm;
  readonly said: Said;
}

/** A page filled in by chance: its fields, and what was said with them. */
function fillIn(
  questionnaire: Questionnaire,
  { form, said }: Shown,
  choice: number,
): { fields: URLSearchParams; said: Said } {
  const fields = new URLSearchParams(form.hidden);
  const answers = new Map(said.answers);
  const texts = new Map(said.texts);
  let chance = choice;
  const draw = (most: number): number => {
    chance = (chance * 48_271 + 11) % 2_147_483_647;
    return chance % most;
  };
  for (const question of questionnaire.questions) {
    const field = answerField(question.id);
    const radios = form.radios.get(field)?.values;
    const boxes = form.boxes.get(field);
    if (radios !== undefined) {
      const already = form.radios.get(field)?.checked ?? null;
      const picked = draw(4) === 0 ? already : (radios[draw(radios.length)] ?? null);
      if (picked !== null) {
        fields.append(field, picked);
        answers.set(question.id, picked);
      }
    }
    if (boxes !== undefined) {
      const ticked = ticks(question, boxes, draw);
      for (const option of ticked) fields.append(field, option);
      if (ticked.length === 0) answers.delete(question.id);
      else answers.set(question.id, inOrder(question, ticked));
    }
    if (form.texts.includes(textField(question.id))) {
      const words = ["", "Roads & “buses” <b>", "a", "ŵ".repeat(textLengthMax(question) ?? 0)][draw(4)] ?? "";
      fields.append(textField(question.id), words);
      if (words === "") texts.delete(question.id);
      else texts.set(question.id, words);
    }
  }
  return { fields, said: { answers, texts } };
}

function ticks(question: Question, boxes: readonly string[], draw: (most: number) => number): readonly string[] {
  const alone = question.type === "text" ? [] : question.options.filter(({ exclusive }) => exclusive === true);
  if (alone.length > 0 && draw(4) === 0) return alone.slice(0, 1).map(({ id }) => id);
  return boxes.filter((option) => !alone.some(({ id }) => id === option) && draw(2) === 0);
}

function inOrder(question: Question, ticked: readonly string[]): readonly string[] {
  return question.type === "text" ? [] : question.options.flatMap(({ id }) => (ticked.includes(id) ? [id] : []));
}

async function page(path: string, body: URLSearchParams): Promise<PageForm> {
  const response = await send(path, body);
  expect(response.status).toBe(200);
  return formOf(await response.text());
}

const SCREENS_MAX = 60;

test.prop([questionnaires, fc.array(deeds, { minLength: 1, maxLength: 3 })], {
  numRuns: Number(process.env["RUNS"] ?? 60),
})(
  "stores what was last said, once, whatever the way there",
  async (made, residents) => {
    waves += 1;
    const questionnaire = { ...made, id: `made-up-${waves}` };
    const wave = `model-${waves}`;
    await installation.createTestWave({
      id: wave,
      places: [{ place: GUILDFORD }],
      closesOn: "2099-06-30",
      welsh: true,
      questionnaire,
    });
    const path = `/survey/${wave}/${GUILDFORD}`;
    const expected: Said[] = [];
    for (const resident of residents) expected.push(await walk(questionnaire, path, resident));
    const { responses, texts } = await storedIn(installation, wave, questionnaire);
    expect(responses).toHaveLength(residents.length);
    const context = { scenario: "C", place: GUILDFORD, wave } as const;
    const asStored = expected.map(({ answers, texts: written }) => {
      const checked = checkAnswers(questionnaire, context, Object.fromEntries(answers));
      if (!checked.ok) throw new Error(checked.problem);
      const asked = questionsAsked(questionnaire, context, checked.answers);
      const states = questionnaire.questions.flatMap((question) => {
        if (question.type === "text") return [];
        const answer = checked.answers[question.id];
        const state = !asked.includes(question) ? "not_asked" : answer === undefined ? "not_answered" : "answered";
        return [[question.id, state === "answered" ? { state, answer } : { state }] as const];
      });
      const kept = asked.flatMap((question) => {
        const words = written.get(question.id);
        const hasPlace = asksForWords(question, checked.answers[question.id]);
        return words === undefined || !hasPlace ? [] : [[question.id, words] as const];
      });
      return { states, kept };
    });
    const sorted = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();
    expect(sorted(responses.map((response) => [...response]))).toEqual(sorted(asStored.map(({ states }) => states)));
    const kept = asStored.flatMap((one) => one.kept);
    for (const [question, words] of Object.entries(texts)) expect(kept).toContainEqual([question, words]);
    expect(new Set(Object.keys(texts))).toEqual(new Set(kept.map(([question]) => question)));
  },
  120_000,
);

/** One resident's way: the deeds as far as they can be done, then on to the end, and everything sent twice. */
async function walk(questionnaire: Questionnaire, path: string, todo: readonly Deed[]): Promise<Said> {
  const start = await send(path);
  const form = await openedEarlier(() => ({ services }) as HttpTarget, formOf(await start.text()));
  const begin: Shown = { form, said: { answers: new Map(), texts: new Map() } };
  const kept: Shown[] = [begin];
  const here = (): Shown => kept.at(-1) ?? begin;
  const isCheck = ({ form }: Shown): boolean => form.buttons.includes("submit");
  const press = async (go: string, { fields, said }: ReturnType<typeof fillIn>, action: string): Promise<void> => {
    fields.set("go", go);
    kept.push({ form: await page(action, fields), said });
  };
  for (const { kind, choice } of todo) {
    const shown = here();
    const filled = fillIn(questionnaire, shown, choice);
    const { action } = shown.form;
    if (kind === "browser_back") {
      if (kept.length > 1) kept.pop();
    } else if (kind === "change") {
      const changes = shown.form.buttons.filter((button) => button.startsWith("change:"));
      const button = changes[choice % Math.max(1, changes.length)];
      if (button !== undefined) await press(button, filled, action);
    } else if (kind === "again") {
      const before = await page(action, new URLSearchParams([...filled.fields, ["go", "next"]]));
      await press("next", filled, action);
      expect(here().form.radios).toEqual(before.radios);
    } else if (kind === "back") {
      // From the first page it leads to the start page, which begins anew.
      if (kept.length > 2) await press("back", filled, action);
      if (kept.length > 1 && !here().form.buttons.includes("back")) kept.pop();
    } else if (kind === "language") {
      if (shown.form.buttons.includes("language"))
        await press("language", filled, `/cy${action}`.replace("/cy/cy", ""));
    } else if (!isCheck(shown)) await press("next", filled, action);
  }
  for (let screen = 0; !isCheck(here()); screen += 1) {
    if (screen > SCREENS_MAX) throw new Error("the survey does not end");
    const shown = here();
    await press("next", fillIn(questionnaire, shown, 7), shown.form.action);
  }
  const { form: check, said } = here();
  const fields = new URLSearchParams([...Object.entries(check.hidden), ["go", "submit"]]);
  for (const _time of [1, 2]) {
    const sent = await send(check.action, fields);
    expect([sent.status, sent.headers.get("Location")]).toEqual([303, `${check.action}/thank-you`]);
  }
  // Every page of before, sent again as a browser's Back and Reload would, shows nothing any more.
  const [first, ...others] = kept.map(({ form: old }) =>
    send(old.action, new URLSearchParams([...Object.entries(old.hidden), ["go", "next"]])),
  );
  for (const again of await Promise.all(others.slice(0, 3))) expect(again.status).toBe(303);
  // But the start page may be the next resident's: it begins anew, with nothing of this one.
  const begun = await first;
  expect(begun?.status).toBe(200);
  const anew = await begun?.text();
  expect(formOf(anew ?? "").fields.filter(([, value]) => value !== "")).toEqual([]);
  return said;
}
