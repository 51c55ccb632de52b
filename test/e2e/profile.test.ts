/** What a browser still has after a submission, read from its profile on disk, and what of it could be joined with the databases. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { createClient } from "@libsql/client";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, linger } from "../support/browser.ts";
import { issueCodes, type Product, startProduct } from "../support/product.ts";

const PLACE = "E08000039";
const WAVE = "fixture-texts";
const WORDS = "Quagmire-of-Attercliffe";

let product: Product;

beforeAll(async () => {
  if (chromiumPath() === null) return;
  product = await startProduct();
  product.soundings("questionnaires", "add", "test/fixtures/questionnaires/texts.json");
  product.soundings(
    ...["wave", "create", WAVE, "--title", "Texts", "--place", PLACE, "--questionnaire", WAVE, "--stream", "code"],
    ...["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"],
  );
  product.soundings("wave", "open", WAVE);
}, 60_000);

afterAll(() => product?.dispose());

/** Every file of a folder, as it is and as far as parts of it can be unpacked. */
function bytesIn(folder: string, leftOut: RegExp): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !leftOut.test(name));
  const files = names.map((name) => join(folder, name));
  const contents = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path));
  return Buffer.concat(contents.flatMap((content) => [content, ...unpacked(content)]));
}

function unpacked(content: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (
    let at = content.indexOf("\u001f\u008b\u0008", 0, "latin1");
    at >= 0;
    at = content.indexOf("\u001f\u008b\u0008", at + 1, "latin1")
  ) {
    for (const unpack of [gunzipSync, brotliDecompressSync]) {
      try {
        found.push(unpack(content.subarray(at)));
      } catch {
        // Not packed so, or cut off.
      }
    }
  }
  return found;
}

/** Every value of 12 bytes or more in the databases, as it is stored and as text. */
async function valuesIn(folder: string): Promise<Buffer[]> {
  const values: Buffer[] = [];
  for (const name of ["intake", "responses"]) {
    const database = createClient({ url: `file:${join(folder, `${name}.db`)}` });
    const tables = await database.execute(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    );
    for (const table of tables.rows) {
      const { rows } = await database.execute(`SELECT * FROM "${String(table["name"])}"`);
      for (const value of rows.flatMap((row) => Object.values(row))) {
        const bytes = value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.from(String(value));
        if (bytes.length >= 12)
          values.push(bytes, Buffer.from(bytes.toString("base64url")), Buffer.from(bytes.toString("hex")));
      }
    }
    database.close();
  }
  return values;
}

const NOTHING = /^$/;

/**
 * Where a browser keeps the pages of its open tabs, with the forms that led to them, to show them again after a crash. No
 * header and no page without a script can empty it: the thank-you page says so, and asks to close the window.
 */
const RESTORED_TABS = /(^|\/)Sessions\//;

/** Names of waves and places stand in both, and say nothing about anybody. */
const COMMON = new Set([WAVE]);

describe.skipIf(chromiumPath() === null)("after a submission", () => {
  test.each([true, false])(
    "the browser has nothing of it on disk, and nothing that stands in a database (JavaScript: %s)",
    async (javaScriptEnabled) => {
      const folder = await mkdtemp(join(tmpdir(), "soundings-profile-"));
      const [code = ""] = issueCodes(product, WAVE, PLACE, 1);
      const context = await chromium.launchPersistentContext(folder, {
        ...{ executablePath: chromiumPath() ?? "", args: ["--no-sandbox", "--disable-gpu"], javaScriptEnabled },
      });
      const page = await context.newPage();
      const ids: string[] = [];
      page.on("request", (request) => {
        const { id } = (
          request.method() === "POST" && request.url().includes("/api/") ? request.postDataJSON() : {}
        ) as { id?: string };
        if (id !== undefined) ids.push(id);
      });
      await page.goto(`${product.url}/survey/${WAVE}/${PLACE}`);
      await page.getByLabel("Code from your letter").fill(code);
      await page.getByRole("button", { name: "Start now" }).click();
      await page.locator(".s-progress").waitFor();
      while ((await page.locator("#send").count()) === 0) {
        for (const group of await page.locator("fieldset").all())
          await group.locator("input[type=radio]").first().check();
        for (const box of await page.locator("textarea, .govuk-input:visible:not([tabindex])").all())
          await box.fill(WORDS);
        const [before] = await page.locator("h1").allTextContents();
        await page.getByRole("button", { name: "Continue" }).click();
        await page.locator("h1", { hasNotText: before ?? "" }).waitFor();
      }
      await linger(page);
      await page.getByRole("button", { name: "Send my answers" }).click();
      await page.waitForURL(/thank-you$/);
      // Playwright keeps scripts from running and does not tell the parser so: what stands there is in the page either way.
      expect(await page.content()).toMatch(/<noscript>.*close this window/s);
      await context.close();

      const bytes = bytesIn(folder, javaScriptEnabled ? NOTHING : RESTORED_TABS);
      await rm(folder, { recursive: true, force: true });
      // It was this browser's profile.
      expect(bytes.includes("/thank-you")).toBe(true);
      const plain = code.replaceAll("-", "");
      for (const word of [WORDS, code, plain, "main_concern", "You said “Roads”", ...ids]) {
        expect([word, bytes.includes(word), bytes.includes(Buffer.from(word, "utf16le"))]).toEqual([
          word,
          false,
          false,
        ]);
      }
      const joined = (await valuesIn(product.dataFolder))
        .filter((value) => !COMMON.has(value.toString()))
        .filter((value) => bytes.includes(value));
      expect(joined.map((value) => value.toString())).toEqual([]);
      expect(ids).toHaveLength(javaScriptEnabled ? 1 : 0);
    },
    60_000,
  );
});
