import { describe, expect, test } from "vitest";
import { contrastFaults, OWN_COLOURS, parseLook } from "../../../server/contract/look.ts";
import { lookDocument } from "../../support/look.ts";

function faults(value: unknown): readonly string[] {
  const parsed = parseLook(value);
  return parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
}

describe("a look", () => {
  test("our own colours pass, and stand for those that a council does not name", () => {
    expect(contrastFaults(OWN_COLOURS)).toEqual([]);
    const parsed = parseLook({ name: { en: "Somewhere" } });
    expect(parsed).toEqual({ ok: true, look: { name: { en: "Somewhere" }, colours: OWN_COLOURS, ways: {} } });
  });

  test("a whole one passes, its colours in small letters", () => {
    const parsed = parseLook(lookDocument());
    expect(parsed.ok && parsed.look.colours.brand).toBe("#5b2a86");
  });

  test("every fault is said, with its path", () => {
    const document = lookDocument({
      name: {},
      logo: { en: "x".repeat(41) },
      colours: { brand: "red", link: "#fff", spare: "#000000" },
      contact: { hours: { en: "always" } },
      ways: { easy_read: { link: "http://example.org/" }, telephone: { text: { en: "" } } },
      shoe: 1,
    });
    expect(faults(document)).toEqual([
      "name.en: is missing",
      "logo.en: must have at most 40 characters",
      "colours.brand: must be a colour like #0b3954",
      "colours.link: must be a colour like #0b3954",
      "colours.spare: is not known here",
      "contact: must have a telephone number or an e-mail address",
      "ways.easy_read.link: must be a link that begins with https://",
      "ways.telephone.text.en: must not be empty",
      "shoe: is not known here",
    ]);
    for (const value of [null, "text", 7]) expect(faults(value)).toEqual([": must be an object"]);
  });

  test.each([
    [{ brand: "#0b3954", brand_text: "#5a7080" }, ["brand_text"]],
    [{ link: "#767676" }, ["link"]],
    [{ link_visited: "#999999" }, ["link_visited", "link_visited"]],
    [{ button: "#dddddd", button_text: "#000000" }, ["button"]],
    [{ button: "#ffdd00", button_text: "#ffffff" }, ["button_text", "button"]],
    [{ focus: "#333333", focus_text: "#0b0c0c" }, ["focus_text", "brand"]],
    [{ focus: "#0b0c0c", focus_text: "#ffdd00" }, ["focus_text"]],
    [{ brand: "#ffffff", brand_text: "#000000", accent: "#ffffff" }, []],
  ])("of the colours %j these are refused: %j", (colours, tokens) => {
    expect(contrastFaults({ ...OWN_COLOURS, ...colours }).map(({ token }) => token)).toEqual(tokens);
  });

  test("a contrast just below the least is not shown as the least", () => {
    expect(faults(lookDocument({ colours: { link: "#767676" } }))).toEqual([
      "colours.link: its contrast with the footer's #f6f3ec is 4.09, and must be at least 4.5",
    ]);
  });

  test.each([
    "javascript:alert(1)",
    "https://user@example.org/",
    "https://example.org/<b>",
    'https://example.org/"x',
    "https://localhost",
    "//example.org/",
    "data:text/html,x",
    "tel:one",
    "mailto:a@b",
    "mailto:a@b.org?body=x",
  ])("%s is no link", (link) => {
    expect(faults(lookDocument({ ways: { telephone: { text: { en: "Ring us" }, link } } }))).toHaveLength(1);
  });

  test.each(["#fff", "#0b3954;}", "rgb(0,0,0)", "var(--x)", "#0b395g", "url(x)", " #0b3954"])(
    "%s is no colour",
    (colour) => {
      for (const token of Object.keys(OWN_COLOURS)) {
        expect(faults(lookDocument({ colours: { [token]: colour } }))).toEqual([
          `colours.${token}: must be a colour like #0b3954`,
        ]);
      }
    },
  );

  test("texts are one line, without control characters", () => {
    for (const en of ["two\nlines", "a\u202eb", "\u0007"]) {
      expect(faults(lookDocument({ who_asks: { en } }))).toEqual([
        "who_asks.en: must be one line without control characters",
      ]);
    }
  });
});
