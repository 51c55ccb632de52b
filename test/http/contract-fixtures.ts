/** Every type of question without JavaScript and over the API: each fixture questionnaire can be finished both ways. */
import { describe, expect, test } from "vitest";
import { answerField, textField } from "../../core/questionnaire/form-fields.ts";
import type { Question, Questionnaire } from "../../core/questionnaire/types.ts";
import { formOf, type PageForm, startForm } from "./forms.ts";
import { freshId, json, SHEFFIELD, type Target, WAVES } from "./target.ts";

const SCREENS_MAX = 30;
const HOSTILE = `<script>x</script> {county} & 'q'`;

async function added(target: Target, wave: string, act: () => Promise<void>): Promise<number> {
  const before = await target().count("spool", wave);
  await act();
  return (await target().count("spool", wave)) - before;
}

/** The fields of a page as a resident fills them in: the option at `choice` of each question, and some words. */
function filled(form: PageForm, questions: readonly Question[], choice: number): URLSearchParams {
  const fields = new URLSearchParams(form.hidden);
  for (const { id } of questions) {
    const [radios, boxes] = [form.radios.get(answerField(id))?.values, form.boxes.get(answerField(id))];
    const option = (radios ?? boxes)?.at(choice);
    if (option !== undefined) fields.append(answerField(id), option);
    if (form.texts.includes(textField(id))) fields.append(textField(id), HOSTILE);
  }
  return fields;
}

/** Posts fields, as `curl` does with `--data`. */
async function post(target: Target, action: string, fields: URLSearchParams): Promise<Response> {
  return target().fetch(action, { method: "POST", body: fields });
}

async function finish(target: Target, { id, questions }: Questionnaire, choice: number, base: string): Promise<string> {
  const path = `${base}/survey/${id}/${SHEFFIELD}`;
  let form = await startForm(target, path);
  for (let screen = 0; screen < SCREENS_MAX; screen += 1) {
    const isCheck = form.buttons.includes("submit");
    const fields = filled(form, questions, choice);
    fields.set("go", isCheck ? "submit" : "next");
    const response = await post(target, form.action, fields);
    if (isCheck) {
      expect([response.status, response.headers.get("Location")]).toEqual([303, `${path}/thank-you`]);
      return path;
    }
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).not.toContain("<script>x");
    form = formOf(html);
  }
  throw new Error("the survey does not end");
}

/** Fixture questionnaires, by forms and by the API. */
export function describeFixtures(target: Target): void {
  describe("every type of question", () => {
    test("is finished by forms alone, choosing now these options and now those, in both languages", async () => {
      for (const [index, questionnaire] of target().world.fixtures.entries()) {
        for (const [language, base] of ["", "/cy"].entries()) {
          const choice = [0, 1, -1][(index + language) % 3] ?? 0;
          const rows = await added(target, questionnaire.id, async () => {
            await finish(target, questionnaire, choice, base);
          });
          expect([questionnaire.id, rows]).toEqual([questionnaire.id, 1]);
        }
      }
    });

    test("is taken by the API", async () => {
      for (const { id, questions } of target().world.fixtures) {
        const answers = Object.fromEntries(
          questions.flatMap((question): [string, unknown][] => {
            if (question.type === "text") return [];
            const [first] = question.options;
            return [[question.id, question.type === "single" ? first?.id : [first?.id]]];
          }),
        );
        const texts = Object.fromEntries(
          questions.flatMap((question) => (question.type === "text" ? [[question.id, HOSTILE]] : [])),
        );
        const body = { id: freshId(), place: SHEFFIELD, answers, texts, padding: "-".repeat(100) };
        const rows = await added(target, id, async () => {
          const response = await target().fetch(`/api/v1/waves/${id}/responses`, json(body));
          expect([id, response.status]).toEqual([id, 201]);
        });
        expect(rows).toBe(1);
      }
    });

    test("keeps answers through a change of the language, and says it in the other", async () => {
      const path = `/survey/${WAVES.everything}/${SHEFFIELD}`;
      let form = await startForm(target, path);
      const begun = new URLSearchParams({ ...form.hidden, go: "next" });
      form = formOf(await (await post(target, form.action, begun)).text());
      const fields = new URLSearchParams({ ...form.hidden, go: "language", "answer.heard_of": "no" });
      const response = await post(target, `/cy${path}`, fields);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(html).toContain('<html lang="cy"');
      expect(html).toContain("Nac oes");
      const welsh = formOf(html);
      expect(welsh.action).toBe(`/cy${path}`);
      expect(welsh.radios.get("answer.heard_of")?.checked).toBe("no");
    });

    test("says what is wrong beside its question, and keeps what can be put right", async () => {
      const path = `/survey/${WAVES.everything}/${SHEFFIELD}`;
      let form = await startForm(target, path);
      for (const _screen of ["heard_of", "used"]) {
        form = formOf(await (await post(target, path, new URLSearchParams({ ...form.hidden, go: "next" }))).text());
      }
      const both = new URLSearchParams([
        ...Object.entries(form.hidden),
        ["answer.used", "parks"],
        ["answer.used", "none"],
        ["go", "next"],
      ]);
      const refused = await post(target, path, both);
      const html = await refused.text();
      expect(refused.status).toBe(422);
      expect(html).toContain("Choose “None of these” alone, or the other answers without it");
      expect(html).toMatch(/<title>Error: /);
      expect(formOf(html).fields).toEqual([
        ["answer.used", "parks"],
        ["answer.used", "none"],
      ]);
      // Back is never held up by what is wrong.
      const back = await post(
        target,
        path,
        new URLSearchParams([...both].map(([name, value]) => [name, name === "go" ? "back" : value])),
      );
      expect(back.status).toBe(200);
      expect(await back.text()).toContain("Have you heard");
    });
  });
}
