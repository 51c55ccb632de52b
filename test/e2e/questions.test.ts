/** Every type of question in Chromium: empty, answered and in error, in both languages, kept on the device, and offline. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join, resolve } from "node:path";
import { renderToString } from "preact-render-to-string";
import { h } from "preact";
import { createClient } from "@libsql/client";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PageFrame } from "../../client/components/Layout.tsx";
import { StepPage } from "../../client/pages/SurveyPages.tsx";
import { en } from "../../client/text/en.ts";
import { NOTHING_YET, takeStep } from "../../core/questionnaire/steps.ts";
import { axeFindings, chromiumPath, launchBrowser, linger, openPhone, overflows } from "../support/browser.ts";
import { fixture } from "../support/fixtures.ts";
import { type Product, startProduct } from "../support/product.ts";
import { IS_FULL } from "../support/full.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const DATES = ["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"];
const PLACE = "E08000039";
const EVERYTHING = `/survey/fixture-everything/${PLACE}`;

/** The others are finished by forms in the contract, on both runtimes. */
const BROWSED = ["everything", "routing", "single"];

const dialogs: string[] = [];

let product: Product;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath() === null) return;
  product = await startProduct();
  product.soundings("pages", "review", "--language", "cy", "--reviewer", "A Reader");
  for (const name of BROWSED) {
    const { id } = fixture(name);
    product.soundings("questionnaires", "add", `test/fixtures/questionnaires/${name}.json`);
    product.soundings("questionnaires", "review", id, "1", "--language", "cy", "--reviewer", "A Reader");
    const wave = ["wave", "create", id, "--title", name, "--place", PLACE, ...DATES, "--stream", "open"];
    product.soundings(...wave, "--questionnaire", id, "--language", "cy");
    product.soundings("wave", "open", id);
  }
  browser = await launchBrowser();
}, 120_000);

afterEach(() => expect(dialogs.splice(0)).toEqual([]));

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPhone(browser, options);
  // Nobody is asked anything by the browser on a way that we lead them.
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await page.goto(product.url + path);
  return page;
}

const CONTINUE = /^(Continue|Parhau)$/;

async function goOn(page: Page): Promise<void> {
  const before = await page.locator("h1").first().textContent();
  await page.getByRole("button", { name: CONTINUE }).click();
  await page.waitForFunction((heading) => document.querySelector("h1")?.textContent !== heading, before);
}

/** The submission id that a start page gives to its script. */
async function idOf(page: Page): Promise<string | undefined> {
  const data = await page.locator("#survey-data").allTextContents();
  return (JSON.parse(data[0] ?? "{}") as { id?: string }).id;
}

/** Chooses the first option of everything on the page, and writes into every box that can be seen. */
async function fillIn(page: Page): Promise<void> {
  for (const group of await page.locator("fieldset").all()) await group.locator("input").first().check();
  for (const box of await page.locator("textarea, .govuk-input:visible:not([tabindex])").all())
    await box.fill("Roads & <b>buses</b>");
}

async function looksRight(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
}

describe.skipIf(chromiumPath() === null)("every type of question in a browser", () => {
  test.each(IS_FULL ? ["", "/cy"] : ["/cy"])(
    "axe finds nothing, empty, in error and answered, under “%s”",
    async (base) => {
      const page = await visit(base + EVERYTHING);
      await looksRight(page);
      await page.locator("#main form button").click();
      for (let screens = 0; (await page.locator("#send").count()) === 0; screens += 1) {
        await looksRight(page);
        if ((await page.locator("input[value=none]").count()) > 0) {
          await page.locator("input[value=parks]").check();
          await page.locator("input[value=none]").check();
          await page.getByRole("button", { name: CONTINUE }).click();
          await page.locator("#error-summary").waitFor();
          expect(await page.evaluate(() => document.activeElement?.id)).toBe("error-summary");
          expect(await page.title()).toMatch(/^(Error|Gwall): /);
          await looksRight(page);
          await page.locator("input[value=none]").uncheck();
        }
        if ((await page.locator(".s-own-words").count()) > 0) {
          expect(await page.locator(".s-own-words").isVisible()).toBe(false);
          await page.locator("input[value=other]").check();
          await page.locator(".s-own-words input").fill("x".repeat(61));
          await page.getByRole("button", { name: CONTINUE }).click();
          await page.locator("#error-summary a").click();
          expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("text.main_concern");
          await looksRight(page);
          await page.locator(".s-own-words input").fill("Pot holes");
        } else await fillIn(page);
        await looksRight(page);
        await goOn(page);
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
        expect(screens).toBeLessThan(20);
      }
      expect(await page.locator(".govuk-summary-list").textContent()).toContain("Pot holes");
      await looksRight(page);
      await page.context().close();
    },
  );

  test("is finished without JavaScript, whatever is asked, and nothing is shown after it", async () => {
    for (const name of BROWSED) {
      const page = await visit(`/survey/fixture-${name}/${PLACE}`, { javaScriptEnabled: false });
      await page.getByRole("button", { name: "Start now" }).click();
      await page.locator(".s-progress").waitFor();
      while ((await page.locator("#send").count()) === 0) {
        await fillIn(page);
        const [before] = await page.locator("h1").allTextContents();
        await page.getByRole("button", { name: "Continue" }).click();
        await page.locator("h1", { hasNotText: before ?? "" }).waitFor();
      }
      await linger(page);
      await page.getByRole("button", { name: "Send my answers" }).click();
      await page.waitForURL(/thank-you$/);
      await page.goBack().catch(() => null);
      expect(await page.locator("input:checked").count()).toBe(0);
      expect(await page.getByText("Roads &").count()).toBe(0);
      await page.context().close();
    }
  });

  test("without JavaScript, a refresh, Back, two tabs and a double click end in one response and no lost page", async () => {
    const client = createClient({ url: `file:${join(product.dataFolder, "intake.db")}` });
    const slots = async (): Promise<number> => {
      const { rows } = await client.execute("SELECT count(*) AS slots FROM spool WHERE wave = 'fixture-single'");
      return Number(rows[0]?.["slots"]);
    };
    const before = await slots();
    const page = await visit(`/survey/fixture-single/${PLACE}`, { javaScriptEnabled: false });
    await page.getByRole("button", { name: "Start now" }).click();
    await page.locator(".s-progress").waitFor();
    await page.reload();
    expect(await page.locator(".s-progress").count()).toBe(1);
    await page.locator("fieldset input").first().check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("#send").waitFor();
    await page.reload();
    await page.goBack();
    await page.locator("fieldset input").first().waitFor();
    await page.goForward();
    await page.locator("#send").waitFor();
    // The other tab has the same form, as a browser copies it.
    const form = await page.locator("#main form").evaluate((shown: HTMLFormElement) => {
      const fields = [...new FormData(shown)].map(([name, value]): [string, string] => [name, String(value)]);
      return { action: shown.action, fields: [...fields, ["go", "submit"]] as [string, string][] };
    });
    await linger(page);
    await page.locator("#send").dblclick({ noWaitAfter: true });
    await page.waitForURL(/thank-you$/);
    const other = await fetch(form.action, {
      ...{ method: "POST", redirect: "manual", body: new URLSearchParams(form.fields) },
      headers: { Origin: product.url },
    });
    expect([other.status, new URL(other.headers.get("Location") ?? "", product.url).pathname]).toEqual([
      303,
      `/survey/fixture-single/${PLACE}/thank-you`,
    ]);
    expect(await slots()).toBe(before + 1);
    client.close();
    await page.context().close();
  });

  test("the language changes on every page without a request and without losing an answer", async () => {
    const page = await visit(EVERYTHING);
    const requests: string[] = [];
    // The browser asks for the icon whenever it likes.
    page.on("request", (request) => {
      if (!request.url().endsWith("/icon.svg")) requests.push(request.url());
    });
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByLabel("No", { exact: true }).check();
    await page.getByRole("button", { name: "Cymraeg" }).click();
    expect(await page.getByLabel("Nac oes").isChecked()).toBe(true);
    expect(await page.locator("html").getAttribute("lang")).toBe("cy");
    expect(new URL(page.url()).pathname).toBe(`/cy${EVERYTHING}`);
    expect(await page.locator("footer").textContent()).toContain("Preifatrwydd");
    await looksRight(page);
    await goOn(page);
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.locator("footer").textContent()).toContain("Privacy");
    await page.goBack();
    expect(await page.getByLabel("No", { exact: true }).isChecked()).toBe(true);
    expect(requests).toEqual([]);
    await page.context().close();
  });

  test("answers are kept on the device only where somebody says so, asked about before they are shown, and removed", async () => {
    const page = await visit(EVERYTHING);
    const kept = (): Promise<string> => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByLabel("Yes", { exact: true }).check();
    await goOn(page);
    expect(await kept()).toBe("{}");
    await page.getByRole("button", { name: "Save my answers on this device" }).click();
    await page.getByText("Your answers are saved on this device").waitFor();
    expect(await kept()).toContain("heard_of");
    await looksRight(page);
    await page.goto(product.url + EVERYTHING);
    await page.getByText("There are answers saved on this device").waitFor();
    expect(await page.locator("#main").innerText()).not.toContain("Have you heard");
    await looksRight(page);
    await page.getByRole("button", { name: "Go on with these answers" }).click();
    await page.getByText("Page 2 of").waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    expect(await page.getByLabel("Yes", { exact: true }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Remove my answers from this device" }).click();
    await page.getByRole("button", { name: "Save my answers on this device" }).waitFor();
    expect(await kept()).toBe("{}");
    await page.context().close();
  });

  test("whoever leaves with answers that are not sent is asked first, and whoever has sent them is not", async () => {
    const page = await visit(`/survey/fixture-single/${PLACE}`);
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByLabel("Yes", { exact: true }).check();
    await goOn(page);
    await page.reload();
    expect(dialogs.splice(0)).toEqual(["beforeunload"]);
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByLabel("Yes", { exact: true }).check();
    await goOn(page);
    await linger(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.waitForURL(/thank-you$/);
    // The page that history leads to begins anew, under an id of its own.
    const before = await idOf(page);
    await page.goBack();
    await page.getByRole("button", { name: "Start now" }).waitFor();
    expect(await idOf(page)).not.toBe(before);
    await page.context().close();
  });

  test("a wrong answer is left behind with its page, and the rest can be sent", async () => {
    const page = await visit(EVERYTHING);
    await page.getByRole("button", { name: "Start now" }).click();
    await goOn(page);
    await page.locator("input[value=parks]").check();
    await page.locator("input[value=none]").check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("#error-summary").waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByText("Page 1 of").waitFor();
    while ((await page.locator("#send").count()) === 0) await goOn(page);
    await linger(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.waitForURL(/thank-you$/);
    await page.context().close();
  });

  test("a lost connection: the answers wait, and go by themselves when it is back; then nothing is left", async () => {
    const page = await visit(`/survey/fixture-single/${PLACE}`);
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByLabel("Yes", { exact: true }).check();
    await page.getByRole("button", { name: "Save my answers on this device" }).click();
    await goOn(page);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByText("You are not connected").waitFor();
    await looksRight(page);
    await page.context().setOffline(false);
    await page.waitForURL(/thank-you$/);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);
    expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain("heard_of");
    await page.goBack();
    expect(await page.locator("input:checked").count()).toBe(0);
    await page.context().close();
  });

  test("the body of a submission has the same length whatever is answered", async () => {
    const lengths = new Set<number>();
    for (const fills of [false, true]) {
      const page = await visit(EVERYTHING);
      page.on("request", (request) => {
        if (request.method() === "POST") lengths.add(request.postDataBuffer()?.length ?? 0);
      });
      await page.getByRole("button", { name: "Start now" }).click();
      while ((await page.locator("#send").count()) === 0) {
        if (fills) await fillIn(page);
        await goOn(page);
      }
      await page.getByRole("button", { name: "Send my answers" }).click();
      await page.waitForURL(/thank-you$/);
      await page.context().close();
    }
    expect([...lengths]).toEqual([4096]);
  });

  test("a language that is written from right to left is laid out so", async () => {
    const server = await serveRightToLeft();
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    for (const width of [360, 1280]) {
      const page = await (await browser.newContext({ viewport: { width, height: 740 } })).newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      await looksRight(page);
      const radio = await page.locator("input[type=checkbox]").first().boundingBox();
      const label = await page.locator("label").first().boundingBox();
      const heading = await page.locator("h1").boundingBox();
      const back = await page.locator(".s-back").boundingBox();
      // The box stands at the right, its label to the left of it, and Back begins where the heading does.
      expect((radio?.x ?? 0) + (radio?.width ?? 0)).toBeGreaterThan((label?.x ?? 0) + (label?.width ?? 0) - 1);
      expect(Math.abs((back?.x ?? 0) + (back?.width ?? 0) - ((heading?.x ?? 0) + (heading?.width ?? 0)))).toBeLessThan(
        2,
      );
      await page.context().close();
    }
    server.close();
  });
});

/** A page of the survey in a language of tests: our components with texts that are written from right to left. */
async function serveRightToLeft(): Promise<Server> {
  const assets = JSON.parse(readFileSync(join(ROOT, "dist/assets-manifest.json"), "utf8")) as PageFrame["assets"];
  const arabic = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (key, one: unknown) =>
      typeof one === "string" && (key === "en" || !/^(en|cy|ltr)$/.test(one)) && key !== "id"
        ? mirrored(key, one)
        : one,
    );
  const journey = { ...(arabic(en.journey) as typeof en.journey), language: "en" as const, direction: "rtl" as const };
  const texts = { ...en, siteName: "مجسات", journey };
  const questionnaire = fixture("multiple");
  const translated = {
    ...questionnaire,
    questions: questionnaire.questions.map((question) => ({
      ...question,
      text: arabic(question.text) as typeof question.text,
    })),
  };
  const context = { scenario: "A", arm: 0, district_name: "مدينة" } as const;
  const progress = takeStep(translated, context, NOTHING_YET, { answers: {}, texts: {} }, "next");
  const frame: PageFrame = {
    texts,
    path: "/",
    bilingual: false,
    demonstration: false,
    plain: true,
    welshReviewed: true,
    assets,
  };
  const view = { texts: journey, questionnaire: translated, context, progress, wrong: {} };
  const form = { action: "/", hidden: {}, otherAction: "/cy" };
  const html = `<!doctype html>${renderToString(h(StepPage, { frame, view, form }))}`;
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/assets/") === true) {
      response.setHeader("Content-Type", "text/css");
      response.end(readFileSync(join(ROOT, "dist/assets", request.url)));
      return;
    }
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(html);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** Words of about the same length in another script; what is filled in stays. */
function mirrored(_key: string, text: string): string {
  return text.replace(/\{\w+\}|[A-Za-z]+/g, (word) =>
    word.startsWith("{") ? word : "كلمات".slice(0, Math.max(2, word.length)),
  );
}
