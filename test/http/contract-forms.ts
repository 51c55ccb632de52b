/** The contract of the survey without JavaScript: a form from page to page that keeps nothing on the server. */
import { describe, expect, test } from "vitest";
import { formOf, type PageForm } from "./forms.ts";
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
    describeDoors(target);
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
    const rows = await added(target, WAVES.open, async () => {
      const check = await walk(target, formOf(start.html));
      expectThanks(await press(target, check, "submit"), path);
      // The same form again, as an impatient double click sends it.
      expectThanks(await press(target, check, "submit"), path);
    });
    expect(rows).toBe(1);
    const thanks = await get(target, `${path}/thank-you`);
    expectStep(thanks);
    expect(thanks.response.headers.get("Clear-Site-Data")).toBe('"cache"');
    expect(thanks.html).toContain("31 July 2027");
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
    const start = formOf((await get(target, path)).html);
    const rows = await added(target, WAVES.open, async () => {
      expectThanks(await press(target, start, "submit"), path);
    });
    expect(rows).toBe(1);
  });
}

function describeChanges(target: Target): void {
  test("goes back a page with what was answered there", async () => {
    const start = formOf((await get(target, `/survey/${WAVES.open}/${SHEFFIELD}`)).html);
    const first = formOf((await press(target, start, "next")).html);
    const chosen = firstOptions(first);
    const second = formOf((await press(target, first, "next", chosen)).html);
    const back = formOf((await press(target, second, "back")).html);
    expect(Object.fromEntries([...back.radios].map(([name, { checked }]) => [name, checked]))).toEqual(chosen);
  });

  test("changes one answer from the last page and returns there", async () => {
    const start = formOf((await get(target, `/survey/${WAVES.open}/${SHEFFIELD}`)).html);
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
    const start = formOf((await get(target, `/survey/${WAVES.open}/${SHEFFIELD}`)).html);
    const first = formOf((await press(target, start, "next")).html);
    const [name = ""] = first.radios.keys();
    const page = await press(target, first, "next", { [name]: MARKER });
    expect([page.response.status, page.response.headers.get("Cache-Control")]).toEqual([422, "private, no-cache"]);
    expect(page.html).toContain("govuk-error-summary");
    expectNoEcho(page.response, page.html);
  });
}

function describeOneShot(target: Target): void {
  test("takes all answers in one post without any page before it", async () => {
    const path = `/survey/${WAVES.open}/${GUILDFORD}`;
    const rows = await added(target, WAVES.open, async () => {
      expectThanks(
        await send(target, path, { "answer.local_area_satisfaction": "very_satisfied", "answer.age_band": "" }),
        path,
      );
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

function describeCodedForms(target: Target): void {
  const path = `/survey/${WAVES.coded}/${SHEFFIELD}`;

  test("asks for a code where one is needed, and goes nowhere without", async () => {
    const start = formOf((await get(target, path)).html);
    expect(start.texts).toEqual(["code"]);
    const { response, html } = await press(target, start, "next");
    expect(response.status).toBe(422);
    expect(formOf(html).texts).toEqual(["code"]);
  });

  test("thanks for a fresh and a spent code alike, and stores one response", async () => {
    const code = target().world.codes.sheffield[5] ?? "";
    const rows = await added(target, WAVES.coded, async () => {
      for (let sent = 0; sent < 2; sent += 1) {
        const check = await walk(target, formOf((await get(target, path)).html), { code });
        expectThanks(await press(target, check, "submit"), path);
      }
    });
    expect(rows).toBe(1);
  });

  test("does not take a code that is wrong or of another place, and does not repeat it", async () => {
    const { codes } = target().world;
    const answers: string[] = [];
    for (const code of [MARKER, codes.guildford[6] ?? "", codes.otherWave[6] ?? ""]) {
      const check = await walk(target, formOf((await get(target, path)).html), { code });
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
    const form = formOf(start.html);
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
