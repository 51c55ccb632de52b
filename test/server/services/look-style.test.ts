import { describe, expect, test } from "vitest";
import { contrastRatio } from "../../../server/contract/contrast.ts";
import { type LookColours, OWN_COLOURS } from "../../../server/contract/look.ts";
import { lookStyle, shownLook } from "../../../server/services/look-style.ts";
import { testLook } from "../../support/look.ts";

describe("the style sheet of a look", () => {
  test("holds colours and fixed words alone", () => {
    const style = lookStyle(testLook().colours as LookColours);
    expect(style).toMatch(/^[\w\s:;{}().,#-]+$/);
    expect(style).toContain("--govuk-brand-colour:#5b2a86");
    expect(style.length).toBeLessThan(1000);
  });

  test("under the pointer a button's text can be read at least as well", () => {
    for (const [button, button_text] of [
      ["#0f7a52", "#ffffff"],
      ["#949494", "#000000"],
      ["#7a7a7a", "#000000"],
    ] as const) {
      const [, hover = ""] =
        /:active\)\{background-color:(#\w{6})/.exec(lookStyle({ ...OWN_COLOURS, button, button_text })) ?? [];
      expect(contrastRatio(hover, button_text)).toBeGreaterThan(contrastRatio(button, button_text));
    }
  });

  test("its address changes with its colours and not with its words", async () => {
    const first = await shownLook("D-B02", testLook());
    expect(first.address).toMatch(/^\/looks\/D-B02-[0-9a-f]{16}\.css$/);
    expect((await shownLook("D-B02", testLook({ name: { en: "Another" } }))).address).toBe(first.address);
    expect((await shownLook("D-B02", testLook({ colours: {} }))).address).not.toBe(first.address);
  });
});
