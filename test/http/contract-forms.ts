/** The contract of the survey without JavaScript: a form from page to page that keeps nothing on the server. */
import type { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import { DatabaseBusyError } from "../../server/storage/database.ts";
import { formOf, openedEarlier, type PageForm, startForm } from "./forms.ts";
import { expectNoEcho, GUILDFORD, INVENTED_PLACES, MARKER, SHEFFIELD, type Target, WAVES } from "./target.ts";

const SCREENS_MAX = 60;
const [INVENTED] = INVENTED_PLACES;

interface Page {
  readonly response: Response;
  readonly html: string;
}

async function get(target: Target, path: string): Promise<Page> {
  const response = await target().fetch(path);
  return { response, html: await response.text() };
}

async function send(target: Target, action: string, fields: Readonly<Record<string, string>>): Promise<Page> {
  const response = await target().fetch(action, { method: "POST", body: new URLSearchParams(fields) });
  return { response, html: await response.text() };
}

function typed(contentType: string, body: string): RequestInit {
  return { method: "POST", headers: { "Content-Type": contentType }, body };
}

/** Presses a button of a form, with some radio buttons chosen. */
function press(
  target: Target,
  form: PageForm,
  go: string,
  chosen: Readonly<Record<string, string>> = {},
): Promise<Page> {
  return send(target, form.action, { ...form.hidden, ...chosen, go });
}

/** The first option of every question on the page. */
function firstOptions(form: PageForm): Record<string, string> {
  return Object.fromEntries([...form.radios].map(([name, { values }]) => [name, values[0] ?? ""]));
}

function expectStep({ response }: Page): void {
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("private, no-cache");
}

/** Answers every screen from the start page on; returns the page that lists all answers. */
async function walk(target: Target, start: PageForm, extra: Readonly<Record<string, string>> = {}): Promise<PageForm> {
  let page = await press(target, start, "next", extra);
  for (let screen = 0; screen < SCREENS_MAX; screen += 1) {
    expectStep(page);
    const form = formOf(page.html);
    if (form.radios.size === 0) return form;
    page = await press(target, form, "next", firstOptions(form));
  }
  throw new Error("the survey does not end");
}

/** How many rows of a wave an action adds. */
async function added(target: Target, wave: string, act: () => Promise<void>): Promise<number> {
  const before = await target().count("spool", wave);
  await act();
  return (await target().count("spool", wave)) - before;
}

function expectThanks({ response }: Page, path: string): void {
  expect([response.status, response.headers.get("Location")]).toEqual([303, `${path}/thank-you`]);
}

/** The survey without JavaScript. */
export function describeForms(target: Target): void {
  describe("the survey without JavaScript", () => {
    describeJourney(target);
    describeChanges(target);
    describeOneShot(target);
    describeForeignForms(target);
    describeCodedForms(target);
    describeFailures(target);
    describeDoors(target);
    describeEnds(target);
  });
}

function describeJourney(target: Target): void {
  test.each([
    ["of one tier", SHEFFIELD],
    ["of two tiers", GUILDFORD],
  ])("goes from the start page through every screen to the thank-you page in a council %s", async (_tiers, place) => {
    const path = `/survey/${WAVES.open}/${place}`;
    const start = await get(target, path);
    expectStep(start);
    const begun = await openedEarlier(target, formOf(start.html));
    const rows = await added(target, WAVES.open, async () => {
      const check = await walk(target, begun);
      expectThanks(await press(target, check, "submit"), path);
      // The same form again, as an impatient double click sends it.
      expectThanks(await press(target, check, "submit"), path);
    });
    expect(rows).toBe(1);
    const thanks = await get(target, `${path}/thank-you`);
    expectStep(thanks);
    expect(thanks.response.headers.get("Clear-Site-Data")).toBe('"cache"');
    expect(thanks.html).toContain("31 July 2099");
  });

  test("names both councils in a two-tier area, and asks about both", async () => {
    const start = await get(target, `/survey/${WAVES.open}/${GUILDFORD}`);
    expect(start.html).toContain("Guildford Borough Council");
    expect(start.html).toContain("Surrey County Council");
    const names = new Set<string>();
    let page = await press(target, formOf(start.html), "next");
    for (let form = formOf(page.html); form.radios.size > 0; form = formOf(page.html)) {
      for (const name of form.radios.keys()) names.add(name);
      page = await press(target, form, "next");
    }
    expect([...names].filter((name) => name.endsWith("_county"))).not.toEqual([]);
  });

  test("lets a resident send nothing but the council", async () => {
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const start = await startForm(target, path);
    const rows = await added(target, WAVES.open, async () => {
      expectThanks(await press(target, start, "submit"), path);
    });
    expect(rows).toBe(1);
  });
}

function describeChanges(target: Target): void {
  test("goes back a page with what was answered there", async () => {
    const start = await startForm(target, `/survey/${WAVES.open}/${SHEFFIELD}`);
    const first = formOf((await press(target, start, "next")).html);
    const chosen = firstOptions(first);
    const second = formOf((await press(target, first, "next", chosen)).html);
    const back = formOf((await press(target, second, "back")).html);
    expect(Object.fromEntries([...back.radios].map(([name, { checked }]) => [name, checked]))).toEqual(chosen);
  });

  test("changes one answer from the last page and returns there", async () => {
    const start = await startForm(target, `/survey/${WAVES.open}/${SHEFFIELD}`);
    const check = await walk(target, start);
    const change = check.buttons.find((go) => go.startsWith("change:")) ?? "";
    const screen = formOf((await press(target, check, change)).html);
    const [[name, { values, checked }] = ["", { values: [], checked: null }]] = screen.radios;
    expect(checked).toBe(values[0]);
    const again = formOf((await press(target, screen, "next", { [name]: values[1] ?? "" })).html);
    expect(again.buttons).toContain("submit");
    const changed = formOf((await press(target, again, change)).html);
    expect(changed.radios.get(name)?.checked).toBe(values[1]);
  });

  test("says that a value is no option, keeps what was answered, and does not repeat the value", async () => {
    const start = await startForm(target, `/survey/${WAVES.open}/${SHEFFIELD}`);
    const first = formOf((await press(target, start, "next")).html);
    const [name = ""] = first.radios.keys();
    const page = await press(target, first, "next", { [name]: MARKER });
    expect([page.response.status, page.response.headers.get("Cache-Control")]).toEqual([422, "private, no-cache"]);
    expect(page.html).toContain("govuk-error-summary");
    expectNoEcho(page.response, page.html);
  });
}

function describeOneShot(target: Target): void {
  test("takes all answers in one post, and asks to send them from a form of ours", async () => {
    const path = `/survey/${WAVES.open}/${GUILDFORD}`;
    const before = await target().count("spool", WAVES.open);
    const rows = await added(target, WAVES.open, async () => {
      const page = await send(target, path, { "answer.local_area_satisfaction": "very_satisfied", go: "submit" });
      expectStep(page);
      expect(page.html).toContain("Check your answers");
      expect(page.html).toContain("Very satisfied");
      expect(await target().count("spool", WAVES.open)).toBe(before);
      expectThanks(await press(target, await openedEarlier(target, formOf(page.html)), "submit"), path);
    });
    expect(rows).toBe(1);
  });

  test.each([`answer.${MARKER}`, "answer.__proto__", "answer.constructor", "answer."])(
    "refuses the field %s, which is no question",
    async (name) => {
      const { response, html } = await send(target, `/survey/${WAVES.open}/${SHEFFIELD}`, { [name]: MARKER });
      expect(response.status).toBe(422);
      expectNoEcho(response, html);
    },
  );

  test("answers with a page what is no form, stores nothing and logs nothing", async () => {
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const posts: readonly (readonly [number, RequestInit])[] = [
      [400, typed("multipart/form-data; boundary=x", `--x\r\nContent-Disposition: ${MARKER}`)],
      [400, typed("multipart/form-data", MARKER)],
      [400, typed("application/x-www-form-urlencoded", "")],
      [415, { method: "POST" }],
      [415, typed("application/json", `{"${MARKER}":1}`)],
      [413, typed("application/x-www-form-urlencoded", `${MARKER}=${MARKER.repeat(6000)}`)],
      [422, typed("application/x-www-form-urlencoded", "go=submit&go=next")],
      [422, typed("application/x-www-form-urlencoded", "code=a&code=b&go=submit")],
      [422, typed("application/x-www-form-urlencoded", "state=a&state=b&go=submit")],
    ];
    const lines = target().logged().length;
    const rows = await added(target, WAVES.open, async () => {
      for (const [status, init] of posts) {
        const response = await target().fetch(path, init);
        const html = await response.text();
        expect([init, response.status]).toEqual([init, status]);
        expect(response.headers.get("Content-Type")).toBe("text/html; charset=UTF-8");
        expect(html).toMatch(/<h1[^>]*>(We could not read this form|This page is too old)/);
        expectNoEcho(response, html);
      }
    });
    expect([rows, target().logged().length]).toEqual([0, lines]);
  });

  test("refuses an answer that is given twice, as one that is no option", async () => {
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const name = "answer.local_area_satisfaction";
    const rows = await added(target, WAVES.open, async () => {
      const body = `${name}=very_satisfied&${name}=very_dissatisfied&go=submit`;
      const response = await target().fetch(path, typed("application/x-www-form-urlencoded", body));
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(html).toContain("govuk-error-summary");
      expect([...formOf(html).radios.keys()]).toContain(name);
    });
    expect(rows).toBe(0);
  });

  test("refuses a body too large and a body that is no form", async () => {
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const large = await send(target, path, { [MARKER]: MARKER.repeat(6000) });
    expect(large.response.status).toBe(413);
    expectNoEcho(large.response, large.html);
    const headers = { "Content-Type": `text/${MARKER}` };
    const other = await target().fetch(path, { method: "POST", headers, body: MARKER });
    expect(other.status).toBe(415);
    expectNoEcho(other, await other.text());
  });
}

function describeForeignForms(target: Target): void {
  test("offers to start again where a form was forged, cut or made for another place or wave", async () => {
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const { state = "" } = formOf((await get(target, path)).html).hidden;
    const { state: elsewhere = "" } = formOf((await get(target, `/survey/${WAVES.open}/${GUILDFORD}`)).html).hidden;
    const { state: otherWave = "" } = formOf((await get(target, `/survey/${WAVES.coded}/${SHEFFIELD}`)).html).hidden;
    const rows = await added(target, WAVES.open, async () => {
      for (const wrong of [
        MARKER,
        "",
        state.slice(0, -4),
        `A${state}`,
        elsewhere,
        otherWave,
        target().world.late.form,
      ]) {
        for (const go of ["next", "submit"]) {
          const { response, html } = await send(target, path, { state: wrong, go });
          expect([response.status, response.headers.get("Content-Type")]).toEqual([422, "text/html; charset=UTF-8"]);
          expect(html).toContain(`href="${path}"`);
          expectNoEcho(response, html);
        }
      }
    });
    expect(rows).toBe(0);
  });
}

function describeFailures(target: Target): void {
  test.each([
    ["a busy database", new DatabaseBusyError(MARKER), 503, "2", "Please send them again in a moment"],
    ["a deadline that has passed", Object.assign(new Error(MARKER), { name: "TimeoutError" }), 503, "2", "in a moment"],
    ["a fault of ours", new TypeError(MARKER), 500, null, "Something went wrong on our side"],
  ])("keeps the answers on the page through %s", async (_what, error, status, wait, sentence) => {
    const { services } = target();
    const lines: unknown[] = [];
    const log = (line: unknown): void => void lines.push(line);
    const app = createApp({ ...services, log, submit: () => Promise.reject(error) });
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const check = await walk(target, await startForm(target, path));
    const body = new URLSearchParams({ ...check.hidden, go: "submit" });
    const response = await app.request(path, { method: "POST", body });
    const html = await response.text();
    expect([response.status, response.headers.get("Retry-After")]).toEqual([status, wait]);
    expect(html).toContain(sentence);
    expectNoEcho(response, html);
    expect(lines).toEqual(status === 500 ? [{ event: "submission.failed", kind: "TypeError" }] : []);
    // The same page, sent again once all is well, is taken.
    expect(formOf(html).buttons).toEqual(check.buttons);
    expectThanks(await press(target, formOf(html), "submit"), path);
  });
}

function describeCodedForms(target: Target): void {
  const path = `/survey/${WAVES.coded}/${SHEFFIELD}`;

  test("takes a code where none is needed, and goes on without", async () => {
    const open = `/survey/${WAVES.open}/${SHEFFIELD}`;
    const code = target().world.codes.otherWave[8] ?? "";
    const start = await get(target, open);
    expect(start.html).toContain("Code from your letter, if you have one");
    expect(formOf(start.html).texts).toEqual(["code"]);
    const before = await target().count("nullifier", WAVES.open);
    const check = await walk(target, await openedEarlier(target, formOf(start.html)), { code });
    expectThanks(await press(target, check, "submit"), open);
    expect(await target().count("nullifier", WAVES.open)).toBe(before + 1);
    expectStep(await press(target, await startForm(target, open), "next", { code: "" }));
    expect(formOf((await get(target, `/survey/${WAVES.trial}/${INVENTED}`)).html).texts).toEqual([]);
  });

  test("asks for a code where one is needed, and goes nowhere without", async () => {
    const start = await startForm(target, path);
    expect(start.texts).toEqual(["code"]);
    const { response, html } = await press(target, start, "next");
    expect(response.status).toBe(422);
    expect(formOf(html).texts).toEqual(["code"]);
  });

  test("thanks for a fresh and a spent code alike, and stores one response", async () => {
    const code = target().world.codes.sheffield[5] ?? "";
    const rows = await added(target, WAVES.coded, async () => {
      for (let sent = 0; sent < 2; sent += 1) {
        const check = await walk(target, await startForm(target, path), { code });
        expectThanks(await press(target, check, "submit"), path);
      }
    });
    expect(rows).toBe(1);
  });

  test("does not take a code that is wrong or of another place, and does not repeat it", async () => {
    const { codes } = target().world;
    const answers: string[] = [];
    for (const code of [MARKER, codes.guildford[6] ?? "", codes.otherWave[6] ?? ""]) {
      const check = await walk(target, await startForm(target, path), { code });
      const { response, html } = await press(target, check, "submit");
      expect(response.status).toBe(422);
      expect(html).not.toContain(code);
      expectNoEcho(response, html);
      answers.push(/<title>[^<]*/.exec(html)?.[0] ?? "");
    }
    expect(new Set(answers).size).toBe(1);
  });
}

function describeDoors(target: Target): void {
  test("lists the wave's councils where none is named, and says so where a council is not in it", async () => {
    const choose = await get(target, `/survey/${WAVES.open}`);
    expectStep(choose);
    for (const place of [SHEFFIELD, GUILDFORD]) expect(choose.html).toContain(`href="/survey/${WAVES.open}/${place}"`);
    const outside = await get(target, `/survey/${WAVES.open}/${MARKER}`);
    expect(outside.response.status).toBe(404);
    expectNoEcho(outside.response, outside.html);
  });

  test("says that a closed wave is closed, to those who come and to those who send", async () => {
    const path = `/survey/${WAVES.closed}/${SHEFFIELD}`;
    expect((await get(target, path)).response.status).toBe(409);
    expect((await send(target, path, { "answer.local_area_satisfaction": "very_satisfied" })).response.status).toBe(
      409,
    );
  });

  test("is in Welsh under /cy where the wave offers it, and in English where it does not", async () => {
    const path = `/cy/survey/${WAVES.trial}/${INVENTED}`;
    const start = await get(target, path);
    expect(start.html).toContain('<html lang="cy"');
    const form = await openedEarlier(target, formOf(start.html));
    expect(form.action).toBe(path);
    const rows = await added(target, WAVES.trial, async () => {
      expectThanks(await press(target, await walk(target, form), "submit"), path);
    });
    expect(rows).toBe(1);
    expect((await get(target, `${path}/thank-you`)).html).toContain('<html lang="cy"');
    const english = await get(target, `/cy/survey/${WAVES.open}/${SHEFFIELD}`);
    expect([english.response.status, english.response.headers.get("Location")]).toEqual([
      302,
      `/survey/${WAVES.open}/${SHEFFIELD}`,
    ]);
  });
}

function describeEnds(target: Target): void {
  const at = (day: string): Hono => createApp({ ...target().services, now: () => new Date(`${day}T12:00:00Z`) });
  const page = async (app: Hono, path: string): Promise<readonly [number, string]> => {
    const response = await app.request(path);
    return [response.status, await response.text()];
  };

  test("says that results are out once they are, and leads to them", async () => {
    const place = (await (await target().fetch(`/api/v1/places/${INVENTED}`)).json()) as { slug: string };
    const { response, html } = await get(target, `/survey/${WAVES.released}/${INVENTED}`);
    expect(response.status).toBe(409);
    expect(html).toContain("This survey closed on 29 March 2026. Its results are out.");
    expect(html).toContain(`href="/places/${place.slug}"`);
    expect(html).not.toContain("Results come out on");
  });

  test("names the day of results while it is to come, and no day that has passed", async () => {
    const path = `/survey/${WAVES.closed}/${SHEFFIELD}`;
    expect((await page(at("2099-07-30"), path))[1]).toContain("Results come out on 31 July 2099.");
    const [status, html] = await page(at("2099-08-01"), path);
    expect(status).toBe(409);
    expect(html).toMatch(/This survey closed on \d+ \w+ \d{4}\.<\/p>/);
  });

  test("is over by itself after its last day, on every page that leads to it", async () => {
    const after = at("2100-06-01");
    for (const path of [`/survey/${WAVES.open}`, `/survey/${WAVES.open}/${SHEFFIELD}`, `/survey/${WAVES.closed}`]) {
      const [status, html] = await page(after, path);
      expect([path, status]).toEqual([path, 409]);
      expect(html).toContain("This survey is closed");
      expect(html).not.toContain("Which council area do you live in?");
    }
    expect((await page(after, "/places/sheffield"))[1]).not.toContain(`/survey/${WAVES.open}`);
    expect((await page(after, "/"))[1]).not.toContain("/survey/");
    const body = new URLSearchParams({ "answer.local_area_satisfaction": "very_satisfied" });
    const path = `/survey/${WAVES.open}/${SHEFFIELD}`;
    expect((await after.request(path, { method: "POST", body })).status).toBe(409);
  });
}
