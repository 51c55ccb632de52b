/** Debian's or anybody's Chromium, driven by playwright-core, with axe. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { AxeBuilder } from "@axe-core/playwright";
import { FORM_AGE_MIN_MS } from "../../server/services/controls.ts";
import { IS_FULL } from "./full.ts";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The widths at which axe looks at the page of that number: one of the two in turn, or both. */
export function axeWidths(number: number): readonly number[] {
  return IS_FULL ? [360, 1280] : [number % 4 < 2 ? 360 : 1280];
}

/** Pages with their numbers, each in both languages; in a sample every second, in one language and the other in turn. */
export function inLanguages(paths: readonly string[]): readonly (readonly [string, number])[] {
  const both = paths.map((path) => [path, path === "/" ? "/cy" : `/cy${path}`] as const);
  const sampled = both
    .filter((_, number) => number % 2 === 0)
    .map(([english, welsh], number) => (number % 2 === 0 ? english : welsh));
  const looked = IS_FULL ? both.flat() : sampled;
  return looked.map((path, number) => [path, number]);
}

/** Where Chromium is, or null. */
export function chromiumPath(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && existsSync(named)) return named;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // Not under this name.
    }
  }
  return null;
}

/** Starts it without a word to anybody outside. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error("there is no Chromium");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  });
}

/** A blank page of a context of its own, as wide as a phone unless told otherwise. */
export async function openPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  return context.newPage();
}

/**
 * What axe finds at WCAG 2.2 AA, one line each. Our pages have no frames, so axe runs whole in the page ("legacy mode"): no
 * second page is opened to join the findings of frames, and of what it finds in order nothing is written out.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  if (page.frames().length > 1) throw new Error("a page with frames needs axe's way with frames");
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(TAGS)
    .setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary ?? ""}`),
  );
}

/** Waits as long as a resident takes at least: a form that is sent sooner comes back. */
export async function linger(page: Page): Promise<void> {
  await page.waitForTimeout(FORM_AGE_MIN_MS);
}

/** Whether the page is wider than its window. */
export async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
