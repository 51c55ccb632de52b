/**
 * The crawl: every figure on the pages of the demonstration is that of the API, to the digit; no decimal, no dead link, no
 * page over its budget, no other host, no cookie. A seeded sample here, everything in `npm run test:full`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IS_FULL } from "../support/full.ts";
import { createRandom, randomBelow } from "../support/random.ts";
import {
  checkPlacePage,
  checkPlaceTables,
  checkQuestionPage,
  deadAnchors,
  decimalsOf,
  linksOf,
  parsePage,
} from "./figures.ts";
import { type CrawledRelease, type CrawledSite, openCrawl, type ReleasedPlace } from "./site-under-crawl.ts";

const BYS = ["all", "age_band", "sex", "disability", "tenure", "ethnic_group", "working_status"];
const LANGUAGES = ["en", "cy"] as const;
const PLACE_BUDGET_BYTES = 60 * 1024;
const random = createRandom("crawl");

/** Everything takes its time. */
const TIMEOUT_MS = IS_FULL ? 1_800_000 : 120_000;
/** Images of charts and other choices in the same page: of some 50,000 links, one in so many is followed in the whole crawl. */
const VARIANT_SAMPLE = 30;
const IS_VARIANT = /^(\/cy)?\/(charts|places\/[^/]+\/questions)\/|[?&](answer|sort|by)=/;
/** Of the pages of questions in places, one in so many is read in Welsh too, by a demographic question, of an older release. */
const QUESTION_SAMPLE = 3;

let site: CrawledSite;
/** Where pages lead, and which of them first did. */
const links = new Map<string, string>();
const visited = new Set<string>();
let [pages, figures, heaviest] = [0, 0, 0];

beforeAll(async () => {
  site = await openCrawl();
});

afterAll(async () => {
  await site.close();
  console.info(
    `Crawled ${pages} pages, ${figures} figures, ${links.size} links; the heaviest place ${heaviest} bytes.`,
  );
});

/** All of a list, or a seeded few of it where the crawl is a sample. */
function some<Value>(values: readonly Value[], few: number): readonly Value[] {
  if (IS_FULL) return values;
  const left = [...values];
  return Array.from({ length: Math.min(few, left.length) }, () => left.splice(randomBelow(random, left.length), 1)[0]!);
}

/** A page, looked at for what holds of all. */
async function visit(path: string) {
  const response = await site.get(path);
  visited.add(path);
  expect([path, response.status]).toEqual([path, 200]);
  expect([path, response.headers.get("Set-Cookie")]).toEqual([path, null]);
  const html = await response.text();
  const page = parsePage(html);
  expect([path, decimalsOf(page)]).toEqual([path, []]);
  expect([path, deadAnchors(page)]).toEqual([path, []]);
  const { links: found, loaded } = linksOf(page);
  expect([path, loaded.filter((address) => !address.startsWith("/assets/"))]).toEqual([path, []]);
  for (const link of found) if (link.startsWith("/") && !links.has(link)) links.set(link, path);
  pages += 1;
  return { page, html };
}

/** The releases with their places, a few of them in a sample. */
function* chosenPlaces(few: number): Generator<{ release: CrawledRelease; place: ReleasedPlace }> {
  for (const release of some(site.releases, 1)) for (const place of some(release.places, few)) yield { release, place };
}

const STYLES = readdirSync("dist/assets/assets")
  .filter((name) => /^(style|results)-[0-9a-f]+\.css$/.test(name))
  .reduce((sum, name) => sum + gzipSync(readFileSync(`dist/assets/assets/${name}`), { level: 9 }).length, 0);

/** In the whole crawl every question of everybody in English, and some otherwise; in a sample one of them. */
function questionVariants(): readonly (readonly [by: string, language: "en" | "cy"])[] {
  const by = BYS[1 + randomBelow(random, BYS.length - 1)] ?? "all";
  const [isWelsh, isBy] = [randomBelow(random, QUESTION_SAMPLE) === 0, randomBelow(random, QUESTION_SAMPLE) === 0];
  if (!IS_FULL) return [[isBy ? by : "all", isWelsh ? "cy" : "en"]];
  return [["all", "en"], ...(isWelsh ? ([["all", "cy"]] as const) : []), ...(isBy ? ([[by, "en"]] as const) : [])];
}

describe("figures", () => {
  test(
    "on the pages of places, by every way of breaking them down, in both languages",
    { timeout: TIMEOUT_MS },
    async () => {
      for (const { release, place } of chosenPlaces(3)) {
        const rows = await site.rows(release.id, place.code);
        const welsh = ["all", BYS[1 + randomBelow(random, BYS.length - 1)]];
        for (const by of some(BYS, 3)) {
          for (const language of some(IS_FULL && !welsh.includes(by) ? (["en"] as const) : LANGUAGES, 1)) {
            const path = `${language === "cy" ? "/cy" : ""}/places/${place.slug}?release=${release.id}&by=${by}`;
            const { page, html } = await visit(path);
            figures += checkPlacePage(page, rows, by, language);
            const bytes = gzipSync(html, { level: 9 }).length + STYLES;
            heaviest = Math.max(heaviest, bytes);
            expect([path, bytes <= PLACE_BUDGET_BYTES]).toEqual([path, true]);
          }
        }
      }
    },
  );

  test("on the pages of questions in places, with their lines in the file", { timeout: TIMEOUT_MS }, async () => {
    for (const { release, place } of chosenPlaces(3)) {
      const rows = await site.rows(release.id, place.code);
      const questions = [...new Set(rows.map(({ question }) => question))];
      const isNewest = release === site.releases[0];
      for (const question of some(questions, 3)) {
        if (IS_FULL && !isNewest && randomBelow(random, QUESTION_SAMPLE) > 0) continue;
        for (const [by, language] of questionVariants()) {
          const base = `${language === "cy" ? "/cy" : ""}/places/${place.slug}/questions/${question}`;
          const { page } = await visit(`${base}?release=${release.id}&by=${by}`);
          figures += checkQuestionPage(page, rows, question, by, language);
        }
      }
    }
  });

  test("on the pages that put places beside each other", { timeout: TIMEOUT_MS }, async () => {
    for (const { release, place } of chosenPlaces(4)) {
      const slugs = new Map(release.places.map(({ slug, code }) => [slug, code]));
      const rows = new Map<string, Awaited<ReturnType<typeof site.rows>>[number]>();
      for (const question of some(["decision_body", "council_satisfaction", "service_parks"], 1)) {
        const response = await site.get(`/api/v1/releases/${release.id}/results?question=${question}&by=all`);
        const answer = question === "decision_body" ? "council" : "top_two";
        const { rows: all } = (await response.json()) as { rows: { place_code: string; answer: string }[] };
        for (const row of all) if (row.answer === answer) rows.set(row.place_code, row as never);
        const rowOf = (slug: string) => rows.get(slugs.get(slug) ?? "");
        const beside = await visit(`/places/${place.slug}/compare?release=${release.id}&question=${question}`);
        figures += checkPlaceTables(beside.page, rowOf, "en");
        const all_places = await visit(`/questions/${question}?release=${release.id}`);
        figures += checkPlaceTables(all_places.page, rowOf, "en");
      }
    }
  });
});

test(
  "real places, others' figures, data, method and releases have pages that hold what holds of all",
  { timeout: TIMEOUT_MS },
  async () => {
    for (const path of [
      "/places/class-non-metropolitan",
      "/places/greater-manchester-partnership",
      "/places/sheffield",
    ]) {
      for (const base of ["", "/cy"]) await visit(`${base}${path}`);
    }
    for (const { id } of site.releases) await visit(`/releases/${id}`);
  },
);

test("no link leads nowhere", { timeout: TIMEOUT_MS }, async () => {
  expect(links.size).toBeGreaterThan(100);
  const unseen = [...links].filter(([link]) => !visited.has(link));
  const followed = unseen.filter(([link]) => !IS_VARIANT.test(link) || randomBelow(random, VARIANT_SAMPLE) === 0);
  for (const [link, from] of some(followed, 150)) {
    const [path = ""] = link.split("#");
    const response = await site.get(path);
    expect([from, link, response.status]).toEqual([from, link, 200]);
    const anchor = link.split("#")[1];
    const isPage = response.headers.get("Content-Type")?.startsWith("text/html") === true;
    if (anchor !== undefined && isPage) expect([link, await response.text()].join()).toContain(`id="${anchor}"`);
    else await response.body?.cancel();
  }
});
