/** The contract of the pages that anybody reads, in both languages. */
import { describe, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import { expectNoEcho, INVENTED_PLACES, MARKER, SHEFFIELD, type Target, WAVES } from "./target.ts";

const [INVENTED] = INVENTED_PLACES;
const PAGES = ["", "/places", "/places/sheffield", "/questions", "/data", "/method", "/privacy", "/accessibility"];

async function get(target: Target, path: string): Promise<{ response: Response; html: string }> {
  const response = await target().fetch(path);
  return { response, html: await response.text() };
}

/** Pages. */
export function describePages(target: Target): void {
  describe("pages", () => {
    test.each(PAGES)("%s stands in English and, under /cy, in Welsh", async (path) => {
      for (const [language, address] of [
        ["en", path === "" ? "/" : path],
        ["cy", `/cy${path}`],
      ] as const) {
        const { response, html } = await get(target, address);
        expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
        expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`));
        expect(html.match(/<h1/g)).toHaveLength(1);
        // Everything inline would be refused by the policy.
        expect(html).not.toMatch(/<style|\sstyle="|\son\w+="|<script(?![^>]*(?:src=|type="application\/json"))/);
      }
    });

    describePlaces(target);
    describeSearch(target);
    describeAddresses(target);
    describeMissing(target);
  });
}

function describePlaces(target: Target): void {
  test("a place is found by its name, and its code leads to its page", async () => {
    expect((await get(target, "/places?q=sheffi")).html).toContain('href="/places/sheffield"');
    for (const base of ["", "/cy"]) {
      const { response } = await get(target, `${base}/places/${SHEFFIELD}`);
      expect([response.status, response.headers.get("Location")]).toEqual([302, `${base}/places/sheffield`]);
    }
  });

  test("what is searched for is shown as text and never as markup", async () => {
    const { html } = await get(target, `/places?q=${encodeURIComponent("<script>alert(1)</script>")}`);
    expect(html).not.toContain("<script>alert");
  });

  test("a council's page leads to its open survey, and has no figure of invented residents", async () => {
    const { html } = await get(target, "/places/sheffield");
    expect(html).toContain(`href="/survey/${WAVES.open}/${SHEFFIELD}"`);
    expect(html).not.toContain("emonstration: invented");
  });

  test("the method is told: weighted by age and sex, in four steps, with its design effect", async () => {
    const { html } = await get(target, "/method");
    for (const words of ["by age and sex", "four steps", "design effect", "effective base"])
      expect(html).toContain(words);
    expect(html).not.toContain("does not weight");
  });

  test("an invented council's page shows its results, says that they are invented, and asks not to be indexed", async () => {
    const place = (await (await target().fetch(`/api/v1/places/${INVENTED}`)).json()) as { slug: string };
    for (const path of [`/places/${place.slug}`, `/places/${place.slug}?by=age_band`]) {
      const { response, html } = await get(target, path);
      expect(response.status).toBe(200);
      expect(html).toContain("Demonstration: invented councils, invented residents");
      expect(html).toContain('name="robots" content="noindex"');
    }
    expect((await get(target, `/places/${place.slug}`)).html).toMatch(/Weighted to the adult population by \w/);
    expect((await get(target, `/cy/places/${place.slug}`)).html).toMatch(/boblogaeth o oedolion yn ôl \w/);
    expect((await get(target, `/places/${place.slug}?by=${MARKER}`)).response.status).toBe(404);
    expect((await get(target, `/places/${place.slug}?release=${MARKER}`)).response.status).toBe(404);
  });
}

function describeSearch(target: Target): void {
  test("a search is kept by nobody", async () => {
    for (const path of ["/places?q=sheffi", "/cy/places?q=sheffi", "/api/v1/places?q=sheffi"]) {
      const { response } = await get(target, path);
      expect([path, response.headers.get("Cache-Control")]).toEqual([path, "private, no-cache"]);
      expect(response.headers.get("ETag")).toBeNull();
    }
  });

  test.each(["S1 2HH", "s12hh", "SW1A 1AA", "BT1 5GS"])("the postcode %s is not repeated", async (postcode) => {
    for (const base of ["", "/cy"]) {
      const { response, html } = await get(target, `${base}/places?q=${encodeURIComponent(postcode)}`);
      expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "private, no-cache"]);
      expect(html.toLowerCase()).not.toContain(postcode.toLowerCase());
      expect(html).toContain(`<p class="govuk-body"><a class="govuk-link" href="${base === "" ? "/" : base}">`);
    }
  });
}

function describeAddresses(target: Target): void {
  test("an address with a slash at its end leads to the one without", async () => {
    for (const [path, location] of [
      ["/cy/", "/cy"],
      ["/places/", "/places"],
      ["/cy/places/sheffield/?by=age_band", "/cy/places/sheffield?by=age_band"],
      [`/survey/${WAVES.open}/`, `/survey/${WAVES.open}`],
      [`/survey/${WAVES.open}/${SHEFFIELD}/`, `/survey/${WAVES.open}/${SHEFFIELD}`],
    ] as const) {
      const { response } = await get(target, path);
      expect([path, response.status, response.headers.get("Location")]).toEqual([path, 301, location]);
    }
  });

  test("no address leads to another site", async () => {
    for (const path of [
      "//example.org/",
      "/\\example.org/",
      "/%5Cexample.org/",
      "//example.org//",
      "/%2F/example.org/",
    ]) {
      const { response } = await get(target, path);
      expect([path, response.headers.get("Location")]).toEqual([path, noneOrOwn(response)]);
    }
  });

  test("search engines are asked to leave out surveys and what is invented", async () => {
    const { response, html } = await get(target, "/robots.txt");
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/plain; charset=UTF-8"]);
    const place = (await (await target().fetch(`/api/v1/places/${INVENTED}`)).json()) as { slug: string };
    const lines = html.split("\n");
    expect(lines[0]).toBe("User-agent: *");
    for (const path of ["/survey", "/cy/survey", `/places/${place.slug}`, `/cy/places/${place.slug}`]) {
      expect(lines).toContain(`Disallow: ${path}`);
    }
    const left = lines.flatMap((line) => line.split("Disallow: ")[1] ?? []);
    for (const path of ["/", "/places", "/places/sheffield", "/cy/places/sheffield", "/data"]) {
      expect(left.filter((one) => path.startsWith(one))).toEqual([]);
    }
  });
}

/** The location of a redirect that stays here, or null: an address of another site is neither. */
function noneOrOwn(response: Response): string | null {
  const location = response.headers.get("Location");
  if (location === null) return null;
  return new URL(location, "http://localhost").host === "localhost" ? location : "an address of this site";
}

function describeMissing(target: Target): void {
  test("an address that leads nowhere is a page that says so and does not repeat it", async () => {
    for (const path of [
      `/${MARKER}`,
      `/cy/${MARKER}`,
      `/places/${MARKER}`,
      `/survey/${MARKER}`,
      `/survey/${WAVES.draft}`,
    ]) {
      const { response, html } = await get(target, path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(html).toContain(`<html lang="${path.startsWith("/cy") ? "cy" : "en"}"`);
      expectNoEcho(response, html);
    }
  });

  test("a failure of ours is a page that says nothing of its cause", async () => {
    const { services } = target();
    const catalogue = { ...services.catalogue, directory: () => Promise.reject(new Error(MARKER)) };
    const response = await createApp({ ...services, catalogue }).request(`/places/${MARKER}`);
    const html = await response.text();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([500, "text/html; charset=UTF-8"]);
    expectNoEcho(response, html);
  });
}
