import { describe, expect, test } from "vitest";
import { contrastRatio, mixed, relativeLuminance } from "../../../server/contract/contrast.ts";

describe("contrast", () => {
  test.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#767676", "#ffffff", 4.54],
    ["#777777", "#ffffff", 4.47],
    ["#ff0000", "#ffffff", 3.99],
    ["#0000ff", "#ffffff", 8.59],
    ["#949494", "#ffffff", 3.03],
    ["#000000", "#ffff00", 19.56],
  ])("%s and %s differ by %d", (first, second, ratio) => {
    expect(Math.abs(contrastRatio(first, second) - ratio)).toBeLessThan(0.05);
    expect(contrastRatio(second, first)).toBe(contrastRatio(first, second));
  });

  test("767676 is the lightest grey that may be text on white", () => {
    expect(contrastRatio("#767676", "#ffffff").toFixed(2)).toBe("4.54");
    expect(contrastRatio("#777777", "#ffffff")).toBeLessThan(4.5);
  });

  test("luminance is 0 for black, 1 for white, and most of all green", () => {
    expect([relativeLuminance("#000000"), relativeLuminance("#ffffff")]).toEqual([0, 1]);
    expect(relativeLuminance("#00ff00")).toBeCloseTo(0.7152, 10);
  });

  test("colours are mixed by channel", () => {
    expect([mixed("#ffffff", "#000000", 0.5), mixed("#102030", "#102030", 0.3)]).toEqual(["#808080", "#102030"]);
  });
});
