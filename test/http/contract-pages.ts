/** The contract of the pages that anybody reads, in both languages. */
import { describe, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import { expectNoEcho, INVENTED_PLACES, MARKER, SHEFFIELD, type Target, WAVES } from "./target.ts";

const [INVENTED] = INVENTED_PLACES;
const PAGES = ["", "/places", "/places/sheffield", "/data", "/method", "/privacy", "/accessibility"];

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

  test("an invented council's page shows its results, says that they are invented, and asks not to be indexed", async () => {
    const place = (await (await target().fetch(`/api/v1/places/${INVENTED}`)).json()) as { slug: string };
    for (const path of [`/places/${place.slug}`, `/places/${place.slug}?by=age_band`]) {
      const { response, html } = await get(target, path);
      expect(response.status).toBe(200);
      expect(html).toContain("Demonstration: invented councils, invented residents");
      expect(html).toContain('name="robots" content="noindex"');
    }
    expect((await get(target, `/places/${place.slug}?by=${MARKER}`)).response.status).toBe(404);
    expect((await get(target, `/places/${place.slug}?release=${MARKER}`)).response.status).toBe(404);
  });
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
