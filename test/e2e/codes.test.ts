/** A code's way from a letter into the survey, in Chromium: the link and its fragment, the box, the printed page. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import decodeQR from "qr/decode.js";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { groupCode, parseCode } from "../../core/code/code.ts";
import { axeFindings, chromiumPath, launchBrowser, linger, openPhone, overflows } from "../support/browser.ts";
import { issueCodes, type Product, startProduct } from "../support/product.ts";

const DATES = ["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"];
const PLACE = "E08000039";
const START = `/survey/coded/${PLACE}`;
const UNKNOWN = "We do not recognise this code. Check it against your letter.";

let product: Product;
let browser: Browser;
let codes: readonly string[];

beforeAll(async () => {
  if (chromiumPath() === null) return;
  product = await startProduct();
  product.soundings("pages", "review", "--language", "cy", "--reviewer", "Mair Test");
  product.soundings("questionnaires", "review", "lga-resident", "2", "--language", "cy", "--reviewer", "Mair Test");
  for (const [id, streams] of [
    ["coded", ["--stream", "code"]],
    ["both", ["--stream", "code", "--stream", "open"]],
    ["open", ["--stream", "open"]],
  ] as const) {
    const words = ["--title", id, "--place", PLACE, "--place", "W06000015", ...DATES, ...streams, "--language", "cy"];
    product.soundings("wave", "create", id, ...words);
    product.soundings("wave", "open", id);
  }
  codes = issueCodes(product, "coded", PLACE, 3);
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

interface Visit {
  readonly page: Page;
  /** Everything that was asked for so far: method, address and body. */
  readonly sent: string[];
}

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const page = await openPhone(browser, options);
  const sent: string[] = [];
  page.on("request", (request) => {
    // Chromium's own account of an address has its fragment, which goes over no wire.
    const address = request.url().split("#", 1)[0];
    sent.push([request.method(), address, JSON.stringify(request.headers()), request.postData() ?? ""].join(" "));
  });
  await page.goto(product.url + path);
  return { page, sent };
}

async function box(page: Page): Promise<string> {
  return page.locator("#code").inputValue();
}

async function answerNothing(page: Page): Promise<void> {
  while ((await page.locator("#send").count()) === 0)
    await page.getByRole("button", { name: /^(Continue|Parhau)$/ }).click();
}

/** What a QR code says that stands on a page, read from what is on the screen. */
async function readFromScreen(page: Page, selector: string): Promise<string> {
  const picture = (await page.locator(selector).first().screenshot()).toString("base64");
  const blank = await page.context().newPage();
  const { width, height, data } = await blank.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext("2d")!;
    drawing.drawImage(image, 0, 0);
    const dots = drawing.getImageData(0, 0, image.width, image.height);
    return { width: dots.width, height: dots.height, data: [...dots.data] };
  }, picture);
  await blank.close();
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}

describe.skipIf(chromiumPath() === null)("a letter's link", () => {
  test("fills the box, leaves the address clean, and nothing carries the code before the last button", async () => {
    const code = codes[0] ?? "";
    const { page, sent } = await visit(`${START}#${code}`);
    const nowhere = async (): Promise<void> => {
      expect(page.url()).toBe(product.url + (await page.evaluate(() => location.pathname)));
      expect(sent.filter((one) => one.includes(code) || one.includes(groupCode(code)))).toEqual([]);
      expect(await page.evaluate(() => JSON.stringify([history.state, document.title, document.cookie]))).not.toContain(
        code,
      );
    };
    expect(await box(page)).toBe(groupCode(code));
    await nowhere();
    await page.reload();
    expect(await page.evaluate(() => location.hash)).toBe("");
    await page.goto(`${product.url}${START}#${code.toLowerCase()}`);
    expect(await box(page)).toBe(groupCode(code));
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByText("Page 1 of").waitFor();
    await nowhere();
    await answerNothing(page);
    await nowhere();
    expect(sent.filter((one) => one.startsWith("POST"))).toEqual([]);
    await linger(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.waitForURL(/thank-you$/);
    expect(sent.filter((one) => one.includes(groupCode(code)))).toHaveLength(1);
    // However far back, no entry of the history has it.
    for (let steps = await page.evaluate(() => history.length); steps > 1; steps -= 1) {
      // The survey's page asks for itself anew when it comes out of the history, which cuts this navigation short.
      await page.goBack().catch(() => null);
      await page.waitForLoadState();
      expect(page.url()).not.toContain("#");
    }
    await page.context().close();
  });

  test("opened in a tab that stands on the page already does the same", async () => {
    const { page } = await visit(START);
    await page.evaluate((hash) => (location.hash = hash), codes[1] ?? "");
    await expect.poll(() => box(page)).toBe(groupCode(codes[1] ?? ""));
    expect(page.url()).toBe(product.url + START);
    await page.context().close();
  });

  test.each([
    [START, "2222-2222-23", ""],
    [START, "7KBT", ""],
    [START, "main", "#main"],
    [START, "code", "#code"],
    [`/survey/open/${PLACE}`, "2222222222", ""],
  ])(
    "that is no code's leaves the box empty, and the address only what the page has: %s#%s",
    async (path, hash, left) => {
      const { page, sent } = await visit(`${path}#${hash}`);
      await page.waitForLoadState("networkidle");
      expect(page.url()).toBe(product.url + path + left);
      if ((await page.locator("#code").count()) > 0) expect(await box(page)).toBe("");
      expect(sent.filter((one) => one.startsWith("POST"))).toEqual([]);
      await page.context().close();
    },
  );

  test("takes the code into the other language, and no request and no address keeps it", async () => {
    const code = codes[1] ?? "";
    const { page, sent } = await visit(`${START}#${code}`);
    for (const [name, path] of [
      ["Cymraeg", `/cy${START}`],
      ["English", START],
    ] as const) {
      await page.getByRole("link", { name }).click();
      await page.waitForURL((url) => url.pathname === path && url.hash === "");
      expect(await box(page)).toBe(groupCode(code));
      expect(page.url()).toBe(product.url + path);
    }
    expect(sent.filter((one) => one.includes(code) || one.includes(groupCode(code)))).toEqual([]);
    await page.locator("#code").fill("7KBT");
    await page.getByRole("link", { name: "Cymraeg" }).click();
    await page.waitForURL(`${product.url}/cy${START}`);
    expect(await box(page)).toBe("");
    await page.context().close();
  });

  test("without JavaScript shows the box, and the form works", async () => {
    const { page } = await visit(`${START}#${codes[2]}`, { javaScriptEnabled: false });
    expect(await box(page)).toBe("");
    await page.getByLabel("Code from your letter").fill(groupCode(codes[2] ?? ""));
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByText("Page 1 of").waitFor();
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("a code that is typed", () => {
  test("and cannot be one is refused before the survey begins, in the tab", async () => {
    const { page, sent } = await visit(START);
    await page.waitForLoadState("networkidle");
    const asked = (): number => sent.filter((one) => !one.includes("/assets/icon.svg")).length;
    const before = asked();
    const start = page.getByRole("button", { name: "Start now" });
    const refused = async (said: string): Promise<void> => {
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("error-summary");
      expect(await page.locator("#error-summary h2").textContent()).toBe("There is a problem");
      expect(await page.locator("#error-summary a").allTextContents()).toEqual([said]);
      expect(await page.locator("#code-error").allTextContents()).toEqual([said]);
      expect(await page.locator("#code").getAttribute("aria-describedby")).toBe("code-hint code-error");
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    };
    await start.click();
    await refused("Enter the code from your letter");
    await page.locator("#code").fill("2222-2222-23");
    await start.click();
    await refused(UNKNOWN);
    expect(await box(page)).toBe("2222-2222-23");
    await page.locator("#error-summary a").click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
    expect(asked()).toBe(before);
    await page.locator("#code").fill(groupCode(codes[2] ?? "").toLowerCase());
    await start.click();
    await page.getByText("Page 1 of").waitFor();
    // Back on the start page nothing is wrong any more, and the code still stands there.
    await page.getByRole("button", { name: "Back" }).click();
    await start.waitFor();
    expect(await page.locator("#error-summary, #code-error").count()).toBe(0);
    expect(await box(page)).toBe(groupCode(codes[2] ?? "").toLowerCase());
    await page.context().close();
  });

  test("and was never issued is refused with the same words, which lead to the box beside the answers", async () => {
    const { page, sent } = await visit(START);
    await page.locator("#code").fill("2222-222-222");
    await page.getByRole("button", { name: "Start now" }).click();
    await answerNothing(page);
    await linger(page);
    const send = page.getByRole("button", { name: "Send my answers" });
    await send.click();
    await page.getByText(UNKNOWN).first().waitFor();
    const posts = (): number => sent.filter((one) => one.startsWith("POST")).length;
    expect(posts()).toBe(1);
    // What cannot be a code asks nobody.
    await page.locator("#code").fill("2222-2222-23");
    await send.click();
    expect(await page.locator("#code-error").textContent()).toBe(UNKNOWN);
    expect(posts()).toBe(1);
    await page.locator("#error-summary a").click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
    await page.getByRole("link", { name: "Skip to main content" }).press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    expect([await page.locator("#send").count(), page.url()]).toEqual([1, product.url + START]);
    await page.context().close();
  });

  test("may be left out where the wave is open to all, and is checked where it is not", async () => {
    const { page } = await visit(`/cy/survey/both/${PLACE}`);
    await page.locator("#code").fill("7KBT-4XQ-9MP");
    await page.getByRole("button", { name: "Dechrau nawr" }).click();
    expect(await page.locator("#code-error").textContent()).toBe(
      "Nid ydym yn adnabod y cod hwn. Gwiriwch ef yn erbyn eich llythyr.",
    );
    await page.locator("#code").fill("");
    await page.getByRole("button", { name: "Dechrau nawr" }).click();
    await page.getByText("Tudalen 1 o").waitFor();
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("answers saved on the device", () => {
  test("never hold the code: begun with one, they go on only with one, also where the wave is open to all", async () => {
    const [code = ""] = issueCodes(product, "both", PLACE, 1);
    const { page } = await visit(`/survey/both/${PLACE}`);
    await page.locator("#code").fill(code);
    await page.getByRole("button", { name: "Start now" }).click();
    await page.locator("fieldset").first().locator("input").first().check();
    await page.getByRole("button", { name: "Save my answers on this device" }).click();
    await page.getByText("Your answers are saved on this device").waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).toContain("answers");
    for (const form of [code, code.toLowerCase(), groupCode(code)]) expect(kept).not.toContain(form);
    await page.goto(`${product.url}/survey/both/${PLACE}`);
    await page.getByRole("button", { name: "Go on with these answers" }).click();
    expect(await page.locator("#code-error").textContent()).toBe("Enter the code from your letter");
    await page.locator("#code").fill(code);
    await page.getByRole("button", { name: "Go on with these answers" }).click();
    await page.getByText("Page 1 of").waitFor();
    expect(await page.locator("fieldset").first().locator("input").first().isChecked()).toBe(true);
    await answerNothing(page);
    await linger(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.waitForURL(/thank-you$/);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("what is printed", () => {
  test("is a page of slips that asks for nothing, whose QR codes lead to the survey", async () => {
    const html = product
      .as("Tom Price")
      .soundings(...["codes", "issue", requestBatch("coded"), "--address", product.url, "--format", "html"]);
    const file = join(product.dataFolder, "slips.html");
    writeFileSync(file, html);
    const context = await browser.newContext({ viewport: { width: 800, height: 1100 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    expect(asked).toEqual([pathToFileURL(file).href]);
    expect(await page.locator("section").count()).toBe(9);
    expect(await overflows(page)).toBe(false);
    const code = parseCode((await page.locator(".code").first().textContent()) ?? "") ?? "";
    const link = await readFromScreen(page, "section svg");
    expect(link).toBe(`${product.url}${START}#${code}`);
    await page.goto(link);
    expect(await box(page)).toBe(groupCode(code));
    await context.close();
  });

  test("is a poster whose QR code leads to the open survey", async () => {
    const file = join(product.dataFolder, "poster.svg");
    product.soundings("wave", "poster", "open", PLACE, "--address", product.url, "--output", file);
    const context = await browser.newContext({ viewport: { width: 900, height: 1200 } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await readFromScreen(page, "svg svg")).toBe(`${product.url}/survey/open/${PLACE}`);
    await context.close();
  });
});

function requestBatch(wave: string): string {
  const words = ["codes", "request", wave, "--place", PLACE, "--count", "9"];
  return (
    product
      .as("Mair Rees")
      .soundings(...words)
      .trim()
      .split(" ")[1] ?? ""
  );
}
