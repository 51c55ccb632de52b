/** The controls against abuse, in Chromium: what a resident never notices, and what they are told where one stops them. */
import { Buffer } from "node:buffer";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, chromiumPath, launchBrowser, linger, openPhone } from "../support/browser.ts";
import { type Product, startProduct } from "../support/product.ts";

const DATES = ["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"];
const PLACE = "E08000039";
const BOX = "#remark";

let product: Product;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath() === null) return;
  product = await startProduct();
  product.soundings("questionnaires", "add", "test/fixtures/questionnaires/scale.json");
  const short = ["--questionnaire", "fixture-scale"];
  for (const [id, ...more] of [
    ["plain", ...short],
    ["proof", ...short, "--proof"],
  ] as const) {
    product.soundings("wave", "create", id, "--title", id, "--place", PLACE, ...DATES, "--stream", "open", ...more);
    product.soundings("wave", "open", id);
  }
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

interface Visit {
  readonly page: Page;
  /** Method and path of everything that was asked for. */
  readonly asked: string[];
}

async function visit(
  wave: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Visit> {
  const page = await openPhone(browser, options);
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname !== "/assets/icon.svg") asked.push(`${request.method()} ${pathname}`);
  });
  await prepare(page);
  await page.goto(`${product.url}/survey/${wave}/${PLACE}`);
  return { page, asked };
}

/** Goes to the last page, with the first question answered. */
async function goToCheck(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start now" }).click();
  await page.getByText("Page 1 of").waitFor();
  await page.locator("fieldset").first().locator("input").first().check();
  for (let pages = 0; (await page.locator("#send").count()) === 0 && pages < 30; pages += 1) {
    const before = await page.locator(".s-progress").textContent();
    await page.getByRole("button", { name: "Continue" }).click();
    await page
      .locator(`#send, .s-progress:not(:text-is("${before ?? ""}"))`)
      .first()
      .waitFor();
  }
}

/** The server's own pages, where axe can still look at them: it is a script itself. */
const withoutScript = (page: Page): Promise<unknown> => page.route("**/survey-*.js", (route) => route.abort());

const send = (page: Page): Promise<void> => page.getByRole("button", { name: "Send my answers" }).click();

describe.skipIf(chromiumPath() === null)("the box that nobody fills in", () => {
  test("is seen by nobody, read out to nobody and reached by no key, on every page", async () => {
    for (const scripted of [true, false]) {
      const { page } = await visit("plain", {}, scripted ? undefined : withoutScript);
      const look = async (): Promise<void> => {
        const box = await page.locator(BOX).boundingBox();
        const around = await page.locator(`div:has(> ${BOX})`).boundingBox();
        expect([box === null, (around?.width ?? 0) <= 1, (around?.height ?? 0) <= 1]).toEqual([false, true, true]);
        expect(await page.getByRole("textbox").count()).toBe(0);
        for (let presses = 0; presses < 40; presses += 1) {
          await page.keyboard.press("Tab");
          expect(await page.locator(`${BOX}:focus`).count()).toBe(0);
        }
        expect(await axeFindings(page)).toEqual([]);
      };
      await look();
      if (!scripted) {
        // The skip link goes away as the focus leaves it, and the button would move from under the pointer.
        await page.getByRole("button", { name: "Start now" }).focus();
        await page.getByRole("button", { name: "Start now" }).click();
        await page.getByText("Page 1 of").waitFor();
        // Its style sheet belongs to it, and can come after its words.
        await page.waitForLoadState("load");
        await look();
      }
      await page.context().close();
    }
  });

  test("is to be read and left alone where there are no style sheets", async () => {
    const { page } = await visit("plain", { javaScriptEnabled: false }, (blank) =>
      blank.route("**/*.css", (route) => route.abort()),
    );
    expect(await page.getByText("Leave this box empty.").isVisible()).toBe(true);
    await page.context().close();
  });

  test("filled in by a program, it is shown to be emptied, beside the answers", async () => {
    const { page } = await visit("plain", {}, withoutScript);
    await goToCheck(page);
    await linger(page);
    await page.locator(BOX).fill("a program", { force: true });
    await send(page);
    await page.getByText("There is a problem").waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByRole("textbox").count()).toBe(1);
    expect(await page.locator(BOX).inputValue()).toBe("");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("link", { name: /^Leave this box empty/ }).click();
    expect(await page.locator(`${BOX}:focus`).count()).toBe(1);
    expect(await page.getByText("Not answered").count()).toBe(1);
    await send(page);
    await page.waitForURL(/thank-you$/);
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("a form that is sent at once", () => {
  test("waits on the page and goes by itself, with JavaScript", async () => {
    const { page, asked } = await visit("plain");
    await page.evaluate(() => document.querySelector<HTMLButtonElement>("#start")?.click());
    await page.evaluate(() => {
      for (let pages = 0; pages < 30; pages += 1) {
        document.querySelector<HTMLButtonElement>("#send-page")?.click();
      }
      document.querySelector<HTMLButtonElement>("#send")?.click();
    });
    await page.getByText("Your answers have to wait for a moment.").waitFor();
    await page.waitForURL(/thank-you$/);
    expect(asked.filter((one) => one.startsWith("POST"))).toHaveLength(2);
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("a proof of work", () => {
  test("is computed while the resident answers, from what came with the page, and goes in one post", async () => {
    const { page, asked } = await visit("proof");
    await page.waitForLoadState("networkidle");
    expect(asked.filter((one) => one.includes("/assets/proof-")).length).toBeGreaterThan(0);
    const before = asked.length;
    await goToCheck(page);
    await linger(page);
    expect(asked.slice(before)).toEqual([]);
    await send(page);
    await page.waitForURL(/thank-you$/);
    expect(asked.filter((one) => one.startsWith("POST"))).toEqual(["POST /api/v1/waves/proof/responses"]);
    await page.context().close();
  });

  test("is computed again by itself where the first was spent", async () => {
    const { page } = await visit("proof");
    await goToCheck(page);
    await linger(page);
    const sent: { readonly id: string; readonly proof: string }[] = [];
    await page.route("**/responses", async (route) => {
      const body = route.request().postDataJSON() as { id: string; proof: string };
      sent.push(body);
      if (sent.length > 1) return route.continue();
      // Another response has spent this proof meanwhile.
      const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
      const other = { id, place: PLACE, answers: {}, proof: body.proof };
      const headers = { "Content-Type": "application/json" };
      const taken = await fetch(route.request().url(), { method: "POST", headers, body: JSON.stringify(other) });
      expect(taken.status).toBe(201);
      return route.continue();
    });
    await send(page);
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect([new Set(sent.map(({ id }) => id)).size, new Set(sent.map(({ proof }) => proof)).size]).toEqual([1, 2]);
    await page.context().close();
  });

  test("whose script could not be loaded waits for it like for a connection, and loses nothing", async () => {
    const { page } = await visit("proof", {}, (blank) => blank.route("**/proof-*.js*", (route) => route.abort()));
    await goToCheck(page);
    await linger(page);
    await send(page);
    await page.getByText("You are not connected.").waitFor();
    await page.unroute("**/proof-*.js*");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForURL(/thank-you$/);
    await page.context().close();
  });

  test("is asked of nobody without JavaScript", async () => {
    const { page, asked } = await visit("proof", { javaScriptEnabled: false });
    await goToCheck(page);
    await linger(page);
    await send(page);
    await page.waitForURL(/thank-you$/);
    expect(asked.filter((one) => one.includes("/assets/proof-"))).toEqual([]);
    await page.context().close();
  });
});
