/** The survey's edges and the form on paper, in Chromium: what the postcode box says, help pages, print. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  axeFindings,
  axeWidths,
  chromiumPath,
  inLanguages,
  launchBrowser,
  openPhone,
  overflows,
} from "../support/browser.ts";
import { lookDocument } from "../support/look.ts";
import { type Product, startProduct } from "../support/product.ts";

/** With EDGES=FOLDER pictures of every page, and the form as PDF, are put there, to be looked at. */
const PICTURES = process.env["EDGES"] === undefined ? null : resolve(process.env["EDGES"]);
const DATES = ["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"];
const PRESTON = "E07000123";
const GUILDFORD = "E07000209";
const CARDIFF = "W06000015";

/** What fits on a page of A4 between its margins, in CSS pixels. */
const PAGE_WIDTH = Math.floor(((210 - 32) / 25.4) * 96);
const PAGE_HEIGHT = Math.floor(((297 - 32) / 25.4) * 96);
const LARGE_MIN = (18 / 72) * 96;

let product: Product;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath() === null) return;
  product = await startProduct();
  const { soundings, dataFolder } = product;
  const open = (id: string, places: readonly string[], ...more: readonly string[]): void => {
    const named = places.flatMap((place) => ["--place", place]);
    soundings("wave", "create", id, "--title", id, ...named, ...DATES, "--stream", "open", ...more);
    soundings("wave", "open", id);
  };
  soundings("pages", "review", "--language", "cy", "--reviewer", "A test");
  soundings("questionnaires", "review", "lga-resident", "2", "--language", "cy", "--reviewer", "A test");
  open("one", [PRESTON], "--language", "cy");
  open("few", [PRESTON, `${GUILDFORD}:C`, CARDIFF], "--stream", "code", "--language", "cy");
  const file = join(dataFolder, "look.json");
  const look = lookDocument({ paper_return: { en: "Freepost BRACKENFORD SURVEY", cy: "Rhadbost AROLWG BRACKENFORD" } });
  writeFileSync(file, JSON.stringify(look));
  soundings("places", "look", GUILDFORD, file);
  browser = await launchBrowser();
  if (PICTURES !== null) mkdirSync(PICTURES, { recursive: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPhone(browser, options);
  await page.goto(product.url + path);
  return page;
}

/** Types a postcode and waits for what the box says; nothing of it may leave the device. */
async function lookUp(page: Page, postcode: string): Promise<string> {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(decodeURIComponent(request.url() + (request.postData() ?? ""))));
  await page.locator("#postcode").fill(postcode);
  await page.locator("form[data-finder] button").click();
  await page.locator("[role=status] p").first().waitFor();
  const unit = postcode.split(" ").at(-1) ?? "";
  expect(asked.filter((text) => text.toUpperCase().includes(unit))).toEqual([]);
  return (await page.locator("[role=status] p").allTextContents()).join(" | ");
}

async function expectSound(page: Page, looked: readonly number[] = axeWidths(0)): Promise<void> {
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect([page.url(), width, await overflows(page)]).toEqual([page.url(), width, false]);
    if (looked.includes(width)) expect(await axeFindings(page)).toEqual([]);
    if (PICTURES === null) continue;
    const name = page.url().replace(product.url, "").replaceAll(/\W+/g, "_").slice(1);
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
  }
}

describe.skipIf(chromiumPath() === null)("the postcode box of a survey", () => {
  test.each([
    [
      "/survey/one/find",
      "This survey is for people who live in Preston. From your postcode, your council is Sheffield.",
      "See what residents there say",
      "Choose a different council",
      "/places/sheffield",
    ],
    [
      "/cy/survey/one/find",
      "Mae'r arolwg hwn ar gyfer pobl sy'n byw yn ardal Preston. Yn ôl eich cod post, eich cyngor chi yw Sheffield.",
      "Gweld beth mae trigolion yno yn ei ddweud",
      "Dewis cyngor arall",
      "/cy/places/sheffield",
    ],
  ])("%s says of another council's postcode what it must, with both ways on", async (path, says, see, other, to) => {
    const page = await visit(path);
    expect(await lookUp(page, "S1 2HH")).toBe(`${says} | ${see} | ${other}`);
    await expectSound(page);
    await page.getByRole("link", { name: other }).click();
    expect(page.url()).toMatch(/#councils$/);
    await page.getByRole("link", { name: see }).click();
    expect(page.url()).toBe(product.url + to);
    await page.context().close();
  });

  test("names the county council too where there is one, elsewhere and here", async () => {
    const page = await visit("/survey/one/find");
    expect(await lookUp(page, "GU1 1AA")).toContain(
      "From your postcode, your council is Guildford. Your county council is Surrey.",
    );
    expect(await lookUp(page, "PR1 2RL")).toBe(
      "Your councils are Preston and Lancashire. | If that is not right, choose from the list.",
    );
    await expectSound(page);
    await page.getByRole("link", { name: "Answer the survey in Preston" }).click();
    expect(page.url()).toBe(`${product.url}/survey/one/${PRESTON}`);
    await page.context().close();
  });

  test("answers the later of two look-ups, whichever file comes first, and shows nothing old meanwhile", async () => {
    const page = await visit("/survey/one/find");
    const held: (() => void)[] = [];
    await page.route("**/assets/postcodes/GU.json", async (route) => {
      await new Promise<void>((release) => held.push(release));
      await route.continue();
    });
    expect(await lookUp(page, "S1 2HH")).toContain("your council is Sheffield.");
    await page.locator("#postcode").fill("GU1 1AA");
    await page.locator("form[data-finder] button").click();
    expect(await page.locator("[role=status] p").count()).toBe(0);
    expect(await lookUp(page, "PR1 2RL")).toContain("Your councils are Preston and Lancashire.");
    const late = page.waitForResponse("**/assets/postcodes/GU.json");
    for (const release of held) release();
    await (await late).finished();
    expect(await page.locator("[role=status]").textContent()).toContain("Preston");
    await page.context().close();
  });

  test("has Welsh names in Welsh", async () => {
    const page = await visit("/cy/survey/few");
    expect(await lookUp(page, "CF10 4UW")).toContain("Eich cyngor chi yw Caerdydd.");
    await page.getByRole("link", { name: "Ateb yr arolwg yn ardal Caerdydd" }).click();
    expect(page.url()).toBe(`${product.url}/cy/survey/few/${CARDIFF}`);
    await page.context().close();
  });

  test.each([
    ["BT1 1AA", "For Northern Ireland, choose from the list. | I live in Northern Ireland", "northern-ireland"],
    ["ZZ1 1AA", "We do not know this postcode.", "new-postcode"],
  ])("answers %s with words and a page", async (postcode, says, topic) => {
    const page = await visit("/survey/few");
    expect(await lookUp(page, postcode)).toContain(says);
    await page.locator("[role=status] a").click();
    expect(page.url()).toBe(`${product.url}/survey/few/help/${topic}`);
    await page.context().close();
  });

  test("says of Jersey that no survey asks there", async () => {
    const page = await visit("/survey/few");
    expect(await lookUp(page, "JE2 3AB")).toContain("no survey asks there");
    await page.context().close();
  });

  test("shows both councils on the first page, where the way leads to a council without a survey", async () => {
    const page = await visit("/");
    expect(await lookUp(page, "RG1 1AA")).toContain("Your council is Reading.");
    await page.getByRole("link", { name: "Go to Reading" }).click();
    await page.getByText("No survey is open in Reading now.").waitFor();
    await expectSound(page);
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("the pages of the survey's edges", () => {
  const start = `/survey/few/${GUILDFORD}`;
  const topics = ["too-young", "no-fixed-address", "helping", "northern-ireland", "new-postcode"];
  const pages = [
    ...topics.map((topic) => `${start}/help/${topic}`),
    ...topics.slice(1).map((topic) => `/survey/few/help/${topic}`),
    ...["northern-ireland", "new-postcode"].map((topic) => `/help/${topic}`),
    ...["/survey/few", "/survey/one/find", start, `/survey/few/E08000039`, "/survey/none"],
    ...[`${start}/paper`, `${start}/paper?print=large`],
  ];

  // For one page after another: in a fresh tab, axe takes three times as long.
  let tab: Page;
  beforeAll(async () => {
    tab = await openPhone(browser);
  });

  test.each(inLanguages(pages))(
    "%s: axe finds nothing at 360 and 1280 pixels, and nothing is wider than 320 (%i)",
    async (path, number) => {
      await tab.goto(product.url + path);
      expect(await tab.locator("h1").count()).toBe(1);
      expect(await tab.locator("html").getAttribute("lang")).toBe(path.startsWith("/cy") ? "cy" : "en");
      await expectSound(tab, axeWidths(number));
    },
  );

  test("whoever is younger is led from the start page to words and a way on, without a request that says it", async () => {
    const page = await visit(start);
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.method()} ${request.postData() ?? ""}`));
    await page.getByRole("link", { name: "I am under 18" }).click();
    await page
      .getByText("We only ask people aged 18 or over. You have not been counted and nothing was kept.")
      .waitFor();
    expect(new Set(sent)).toEqual(new Set(["GET "]));
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await page.getByRole("link", { name: "See what residents of Guildford say" }).click();
    expect(page.url()).toBe(`${product.url}/places/guildford`);
    await page.context().close();
  });
});

describe.skipIf(chromiumPath() === null)("the form on paper", () => {
  const path = `/survey/few/${GUILDFORD}/paper`;

  test("prints on A4 without what is for the screen, and no page break splits a question", async () => {
    for (const [name, address] of [
      ["paper", path],
      ["paper-large", `${path}?print=large`],
      ["paper-cy", `/cy${path}`],
      ["paper-large-cy", `/cy${path}?print=large`],
    ] as const) {
      const page = await visit(address, { viewport: { width: PAGE_WIDTH, height: PAGE_HEIGHT } });
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".p-about").isVisible()).toBe(false);
      expect(await overflows(page)).toBe(false);
      const whole = await page.locator(".p-question, .p-block, .p-code, tbody tr").evaluateAll((blocks) =>
        blocks.map((block) => ({
          rule: getComputedStyle(block).breakInside,
          height: (block as HTMLElement).offsetHeight,
        })),
      );
      expect(whole.length).toBeGreaterThan(20);
      expect(whole.filter(({ rule, height }) => rule !== "avoid" || height > PAGE_HEIGHT)).toEqual([]);
      const first = await page
        .locator(".p-first, .p-empty")
        .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).breakAfter));
      expect(first).toEqual(["page", "page"]);
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        ...(PICTURES === null ? {} : { path: join(PICTURES, `${name}.pdf`) }),
      });
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
      await page.context().close();
    }
  });

  test("in large print nothing is smaller than 18 points, and nothing stands beside something else", async () => {
    const page = await visit(`${path}?print=large`, { viewport: { width: PAGE_WIDTH, height: PAGE_HEIGHT } });
    await page.emulateMedia({ media: "print" });
    const sizes = await page
      .locator("main *")
      .evaluateAll((elements) => elements.map((element) => Number.parseFloat(getComputedStyle(element).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(LARGE_MIN);
    expect(await page.locator("table").count()).toBe(0);
    const lefts = await page
      .locator(".p-options > li")
      .evaluateAll((items) => items.map((item) => Math.round(item.getBoundingClientRect().left)));
    expect(new Set(lefts).size).toBe(1);
    await page.context().close();
  });

  test("has a style sheet of its own, and the page of the survey does not load it", async () => {
    const page = await visit(path);
    const [sheet = ""] = await page
      .locator('link[rel="stylesheet"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(sheet).toMatch(/^\/assets\/paper-[0-9a-f]{10}\.css$/);
    expect(readFileSync(`dist/assets${sheet}`, "utf8")).toContain("@page");
    await page.goto(`${product.url}/survey/few/${GUILDFORD}`);
    expect(await page.content()).not.toContain("/assets/paper-");
    await page.getByRole("link", { name: "Print this as a paper form" }).click();
    await page.getByRole("link", { name: "Large print" }).click();
    await page.getByRole("link", { name: "Cymraeg" }).click();
    expect(page.url()).toBe(`${product.url}/cy${path}?print=large`);
    await page.context().close();
  });
});
