/** The contract of a council's look on the pages of its survey, and of a survey's own notices. */
import { describe, expect, test } from "vitest";
import { INVENTED_PLACES, LOOK_PLACE, MARKER, type Target, WAVES } from "./target.ts";

const [PLAIN_PLACE] = INVENTED_PLACES;
const START = `/survey/${WAVES.trial}/${LOOK_PLACE}`;
const STYLE = new RegExp(`<link rel="stylesheet" href="(/looks/${LOOK_PLACE}-[0-9a-f]{16}\\.css)"`);

async function html(target: Target, path: string, status = 200): Promise<string> {
  const response = await target().fetch(path);
  expect([path, response.status]).toEqual([path, status]);
  return response.text();
}

/** Looks and notices. */
export function describeLooks(target: Target): void {
  describe("a council's look", () => {
    test("is on every page of its survey, after the main style, and on no other page", async () => {
      for (const path of ["", "/privacy", "/accessibility", "/thank-you"]) {
        for (const base of ["", "/cy"]) {
          const text = await html(target, base + START + path);
          expect(text).toMatch(STYLE);
          expect(text.indexOf("/looks/")).toBeGreaterThan(text.indexOf("/assets/style-"));
          expect(text).toContain(`href="${base}${START}/accessibility"`);
        }
      }
      const posted = await target().fetch(START, { method: "POST", body: new URLSearchParams({ go: "next" }) });
      expect(await posted.text()).toMatch(STYLE);
      const place = (await (await target().fetch(`/api/v1/places/${LOOK_PLACE}`)).json()) as { slug: string };
      for (const path of [`/places/${place.slug}`, `/survey/${WAVES.trial}/${PLAIN_PLACE}`, "/", "/privacy"]) {
        expect(await html(target, path)).not.toContain("/looks/");
      }
    });

    test("is a style sheet that never changes, at an address of its content alone", async () => {
      const [, address = ""] = STYLE.exec(await html(target, START)) ?? [];
      const response = await target().fetch(address);
      expect([response.status, response.headers.get("Content-Type"), response.headers.get("Cache-Control")]).toEqual([
        200,
        "text/css; charset=UTF-8",
        "public, max-age=31536000, immutable",
      ]);
      expect(response.headers.get("Content-Security-Policy")).toContain("style-src 'self'");
      expect(await response.text()).toContain("--govuk-brand-colour:#5b2a86");
      const other = address.replace(/[0-9a-f]{16}/, "0123456789abcdef");
      for (const path of [other, address.replace(LOOK_PLACE, PLAIN_PLACE), `/looks/${MARKER}.css`, "/looks/x-1.css"]) {
        const missing = await target().fetch(path);
        expect([path, missing.status, missing.headers.get("Cache-Control")]).toEqual([path, 404, "no-cache"]);
        expect(await missing.text()).not.toContain(MARKER);
      }
    });

    test("says who asks and how else to take part, as text and never as markup", async () => {
      const text = await html(target, START);
      for (const words of [
        "Brackenford Council asks you, so that it knows",
        "Other ways to take part",
        'href="https://brackenford.example/easy-read"',
        'href="tel:01632960002"',
        'href="mailto:survey@brackenford.example"',
        "Ask for an interpreter &lt;b>soon&lt;/b>",
        "Monday to Friday",
      ]) {
        expect(text).toContain(words);
      }
      expect(text).toMatch(/<title>[^<]+ – Brackenford Council<\/title>/);
    });

    test("without Welsh words the English ones are marked as English", async () => {
      const text = await html(target, `/cy${START}`);
      expect(text).toContain('<span lang="en">Brackenford Council asks you');
      expect(text).toContain("Gofynnwn yr un cwestiynau.");
      expect(text).toContain("Dydd Llun i ddydd Gwener");
      expect(text).not.toContain("Monday to Friday");
    });

    test("the start page says how many questions and pages there are, and how long they take", async () => {
      for (const place of [LOOK_PLACE, PLAIN_PLACE]) {
        const text = await html(target, `/survey/${WAVES.trial}/${place}`);
        expect(text).toMatch(/There are \d\d questions on \d\d pages\. It takes about \d minutes\./);
      }
    });
  });

  describe("a survey's own notices", () => {
    test("the privacy notice has a version and two layers, and names the council", async () => {
      const text = await html(target, `${START}/privacy`);
      for (const words of [
        /Version \d+, \d+ \w+ 20\d\d/,
        /id="short"[\s\S]+id="full"/,
        /Brackenford Council is invented[^<]+named as the controller/,
        /survey@brackenford\.example/,
        /Article 6\(1\)\(e\)/,
        /We cannot link your answers to you once the survey is sealed/,
      ]) {
        expect(text).toMatch(words);
      }
      expect(await html(target, START)).toContain(`href="${START}/privacy"`);
    });

    test("the accessibility statement follows the model and names the council's contact", async () => {
      const text = await html(target, `${START}/accessibility`);
      const headings = [...text.matchAll(/<h[23][^>]*>([^<]+)</g)].map(([, heading]) => heading);
      expect(headings).toEqual([
        "Using this website",
        "How accessible these pages are",
        "Feedback and contact information",
        "Enforcement procedure",
        "Technical information about accessibility",
        "Compliance status",
        "Non-accessible content",
        "What we are doing to improve accessibility",
        "Preparation of this accessibility statement",
      ]);
      for (const words of ["partially compliant", "(EHRC)", "(ECNI)", "01632 960 001"]) expect(text).toContain(words);
    });

    test("without a look they say that the council has not said how to reach it", async () => {
      for (const notice of ["privacy", "accessibility"]) {
        const text = await html(target, `/survey/${WAVES.open}/E08000039/${notice}`);
        expect(text).toMatch(/It has not (done so|said) here yet/);
        await html(target, `/survey/${WAVES.draft}/E08000039/${notice}`, 404);
      }
    });

    test("they stand while the survey is closed too, and are kept by nobody else", async () => {
      const response = await target().fetch(`/survey/${WAVES.closed}/E08000039/privacy`);
      expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "private, no-cache"]);
    });
  });
}
