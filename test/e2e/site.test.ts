/** What one can do on the pages that anybody reads, in Chromium, over the demonstration: languages, and equal figures. */
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, chromiumPath } from "../support/browser.ts";
import { openSite, type Site } from "../support/site.ts";

/** With PICTURES=1 the pictures of the documentation are taken anew. */
const PICTURES = process.env["PICTURES"] === "1" ? resolve(import.meta.dirname, "../docs/pictures") : null;

let site: Site;

beforeAll(async () => {
  if (chromiumPath() !== null) site = await openSite();
}, 170_000);

afterAll(() => site?.close());

describe.skipIf(chromiumPath() === null)("the site in a browser", () => {
  test("a postcode finds both councils of a two-tier area without being sent", async () => {
    const page = await site.visit("/");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
    await page.getByLabel("Your postcode").fill("gu1 1aa");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("Your councils are Guildford and Surrey").waitFor();
    expect(asked.filter((text) => /1aa/i.test(decodeURIComponent(text)))).toEqual([]);
    await page.getByRole("link", { name: "Go to Guildford" }).click();
    expect(page.url()).toBe(`${site.product.url}/places/guildford`);
    await page.context().close();
  });

  test.each([
    ["nonsense", "Enter a full postcode"],
    ["BT1 1AA", "For Northern Ireland"],
    ["ZZ1 1AA", "We do not know this postcode"],
  ])("the postcode box answers %s with what to do", async (typed, says) => {
    const page = await site.visit("/");
    await page.getByLabel("Your postcode").fill(typed);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText(says).waitFor();
    await page.context().close();
  });

  test("without JavaScript the list leads to every council", async () => {
    const page = await site.visit("/", { javaScriptEnabled: false });
    expect(await page.getByLabel("Your postcode").isVisible()).toBe(false);
    await page.getByRole("link", { name: "Choose from a list of all councils" }).click();
    await page.getByRole("link", { name: "Sheffield", exact: true }).first().click();
    expect(await page.locator("h1").textContent()).toBe("Sheffield");
    await page.context().close();
  });

  test("the page, the JSON and the CSV of a place show the same figures, and no decimal but the design effect", async () => {
    for (const [slug, code] of [
      ["demonstration-vennmark", "D-N01"],
      ["demonstration-hazelmarch", "D-D01"],
    ]) {
      for (const by of ["all", "sex"]) {
        const query = `place=${code}&by=${by}`;
        const base = `${site.product.url}/api/v1/releases/demo-2026-r1/results`;
        const { rows } = (await (await fetch(`${base}?${query}`)).json()) as { rows: Record<string, unknown>[] };
        const csv = (await (await fetch(`${base}.csv?${query}`)).text()).trimEnd().split("\r\n");
        expect(csv.length).toBe(rows.length + 1);
        const columns = (csv[0] ?? "").split(",");
        for (const [index, row] of rows.entries()) {
          const cells = columns.map((column) => String(row[column] ?? ""));
          const line = cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
          expect(csv[index + 1]).toBe(line);
          for (const name of ["share", "low", "high", "base"]) expect(Number.isInteger(row[name] ?? 0)).toBe(true);
        }
        const page = await site.visit(`/places/${slug}?release=demo-2026-r1${by === "all" ? "" : `&by=${by}`}`);
        const shown = await page
          .locator(".s-question table tbody tr")
          .evaluateAll((lines) =>
            lines.map((line) => [...line.querySelectorAll("td")].map((cell) => cell.textContent?.trim() ?? "")),
          );
        expect(shown.length).toBe(rows.length);
        for (const [index, row] of rows.entries()) {
          const cells = shown[index] ?? [];
          const [share = "", range = "", people = ""] = by === "all" ? cells : cells.slice(1);
          const unit = row["answer"] === "net" ? "" : "%";
          const status = row["status"] === "u" ? " u" : "";
          const bound = { le: " or less", ge: " or more" }[String(row["bound"])] ?? "";
          expect(share).toBe(row["share"] === null ? "c" : `${String(row["share"])}${unit}${bound}${status}`);
          expect(range).toBe(row["low"] === null ? "" : `${String(row["low"])}${unit} – ${String(row["high"])}${unit}`);
          expect(people.replaceAll(",", "")).toBe(row["base"] === null ? "" : String(row["base"]));
        }
        await page.context().close();
      }
    }
  });

  test("everything of the demonstration says so, in the page, the rows and to search engines", async () => {
    const page = await site.visit("/places/demonstration-vennmark");
    expect(await page.getByText("Demonstration: invented councils, invented residents").count()).toBeGreaterThan(0);
    expect(await page.locator('meta[name="robots"]').getAttribute("content")).toBe("noindex");
    const answer = await fetch(`${site.product.url}/api/v1/releases/demo-2026-r1/results?question=decision_body`);
    const { rows } = (await answer.json()) as { rows: { sample_type: string }[] };
    expect(new Set(rows.map(({ sample_type }) => sample_type))).toEqual(new Set(["demonstration"]));
    await page.context().close();
  });

  test("the wave to try takes an answer in Welsh, which says that nobody has reviewed it", async () => {
    const page = await site.visit("/cy/survey/demo-try/D-U01");
    expect(await page.getByText("Nid yw'r Gymraeg ar y dudalen hon wedi'i hadolygu eto").count()).toBe(1);
    await page.getByRole("button", { name: "Dechrau nawr" }).click();
    while ((await page.locator("#send").count()) === 0) {
      await page.locator("fieldset input").first().check();
      await page.getByRole("button", { name: "Parhau" }).click();
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Anfon fy atebion" }).click();
    await page.waitForURL(/\/cy\/survey\/demo-try\/D-U01\/thank-you$/);
    await page.context().close();
  });

  test("the second start loads nothing twice", async () => {
    const releases = await (await fetch(`${site.product.url}/api/v1/releases`)).text();
    await site.product.end();
    const said = site.product.output().length;
    await site.product.again();
    expect(site.product.output().slice(said)).not.toContain("Demonstration");
    expect(await (await fetch(`${site.product.url}/api/v1/releases`)).text()).toBe(releases);
  });

  test("pictures of the main pages can be taken at 360 and 1280 pixels, in both languages", async () => {
    if (PICTURES !== null) mkdirSync(PICTURES, { recursive: true });
    const pages = {
      ...{ home: "/", place: "/places/demonstration-vennmark", survey: "/survey/demo-try/D-D01" },
      question: "/questions/local_area_satisfaction",
      working: "/places/demonstration-forgeholm/questions/council_satisfaction",
      compare: "/places/demonstration-forgeholm/compare",
      data: "/data",
    };
    for (const [name, path] of Object.entries(pages)) {
      for (const width of [360, 1280]) {
        for (const language of ["", "/cy"]) {
          const page = await site.visit(`${language}${path === "/" && language !== "" ? "" : path}`, {
            viewport: { width, height: 900 },
          });
          const file = `${name}-${width}${language === "" ? "" : "-cy"}.png`;
          const picture = await page.screenshot(PICTURES === null ? {} : { path: join(PICTURES, file) });
          expect(picture.length).toBeGreaterThan(10_000);
          await page.context().close();
        }
      }
    }
  });

  test("a question's table is put in order by the keyboard, without JavaScript", async () => {
    const page = await site.visit("/questions/decision_body", { javaScriptEnabled: false });
    const names = (): Promise<string[]> => page.locator("#places tbody th").allTextContents();
    const byName = await names();
    expect(byName).toEqual(byName.toSorted((first, second) => first.localeCompare(second, "en")));
    await page.locator("#places thead a").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/sort=share/);
    expect(await page.locator("#places th[aria-sort=descending]").count()).toBe(1);
    const shares = (await page.locator("#places tbody td:nth-of-type(1)").allTextContents()).map((text) =>
      Number.parseInt(text, 10),
    );
    const shown = shares.filter((share) => !Number.isNaN(share));
    expect(shown).toEqual(shown.toSorted((first, second) => second - first));
    expect((await names()).toSorted()).toEqual(byName.toSorted());
    await page.context().close();
  });

  test("an image opened by itself has its colours: the policy lets its own style in", async () => {
    const page = await site.visit("/charts/demo-2026-r1/answers/D-N01/decision_body.svg");
    const fill = await page
      .locator(".part.top")
      .first()
      .evaluate((part) => getComputedStyle(part).fill);
    expect(fill).toBe("rgb(13, 92, 117)");
    await page.context().close();
  });

  test("a chart stands in a frame of another site, and nothing of it is cut off in a narrow column", async () => {
    const page = await site.visit("/questions/decision_body");
    const lines = await page.locator(".s-files code").allTextContents();
    expect(lines.length).toBe(3);
    await page.context().close();
    const other = await site.visit("about:blank", { viewport: { width: 316, height: 900 } });
    const server = createServer((request, response) => {
      const line = new URL(request.url ?? "", "http://elsewhere").searchParams.get("line") ?? "";
      response.setHeader("Content-Type", "text/html").end(line);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const line of lines) {
      await other.goto(`${elsewhere}/?line=${encodeURIComponent(line)}`);
      await other.frameLocator("iframe").locator("figure svg").first().waitFor();
      // Its style sheet belongs to it.
      await other.frames()[1]?.waitForLoadState("load");
      const fits = await other.frames()[1]?.evaluate(() => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth <= clientWidth, scrollHeight <= clientHeight];
      });
      expect(fits).toEqual([true, true]);
    }
    await other.context().close();
    server.close();
  });
});
