import { describe, expect, it } from "vitest";
import { rangeFor, SAMPLE_RULES, sampleRule } from "../../../core/estimation/sample-type.ts";
import type { SampleType, Stream } from "../../../core/release/types.ts";

const types: readonly SampleType[] = ["probability", "quota", "self-selected", "demonstration"];
const streams: readonly Stream[] = ["code", "open", "interviewer"];

describe("what may be said of a sample", () => {
  it("is a confidence interval only where chances are known, or invented", () => {
    expect(
      Object.entries(SAMPLE_RULES).map(([type, { range, differencesTested }]) => [type, range, differencesTested]),
    ).toEqual([
      ["probability", "confidence_interval", true],
      ["quota", "random_variation", true],
      ["self-selected", "none", false],
      ["demonstration", "confidence_interval", true],
    ]);
  });

  it("is worded so", () => {
    expect(SAMPLE_RULES).toMatchInlineSnapshot(`
      {
        "demonstration": {
          "differencesTested": true,
          "range": "confidence_interval",
          "wording": {
            "cy": "Arddangosiad, gydag atebion dychmygol. Cyfwng hyder 95 y cant: {low} i {high} y cant.",
            "en": "Demonstration, with invented answers. 95 per cent confidence interval: {low} to {high} per cent.",
          },
        },
        "probability": {
          "differencesTested": true,
          "range": "confidence_interval",
          "wording": {
            "cy": "Cyfwng hyder 95 y cant: {low} i {high} y cant.",
            "en": "95 per cent confidence interval: {low} to {high} per cent.",
          },
        },
        "quota": {
          "differencesTested": true,
          "range": "random_variation",
          "wording": {
            "cy": "{low} i {high} y cant: yr ystod oherwydd amrywiad ar hap, gan dybio bod y sampl wedi'i phwysoli yn ymddwyn fel sampl ar hap. Nid yw gwallau eraill wedi'u cynnwys.",
            "en": "{low} to {high} per cent: the range from random variation, assuming the weighted sample behaves like a random one. Other errors are not included.",
          },
        },
        "self-selected": {
          "differencesTested": false,
          "forbidden": {
            "cy": [
              "lwfans gwall",
              "±",
              "hyder",
              "cynrychioliadol",
              "gynrychioliadol",
              "chynrychioliadol",
              "nghynrychioliadol",
            ],
            "en": [
              "margin of error",
              "±",
              "confidence",
              "representative",
            ],
          },
          "range": "none",
          "wording": {
            "cy": "Y bobl eu hunain a ddewisodd a oeddent am ateb yr arolwg hwn. Rydym wedi pwysoli'r atebion i gyfateb i'r ardal yn ôl {variables}, ond ni allwn fesur sut mae'r bobl a atebodd yn wahanol i'r bobl nad atebodd, felly ni ellir cyfrifo lwfans gwall.",
            "en": "People chose themselves whether to answer this survey. We weighted the answers to match the area by {variables}, but cannot measure how those who answered differ from those who did not, so no margin of error can be calculated.",
          },
        },
      }
    `);
  });

  it.each(types)("has the same places to fill in, in both languages: %s", (type) => {
    const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    const { wording, range } = SAMPLE_RULES[type];
    expect(places(wording.cy)).toEqual(places(wording.en));
    expect(places(wording.en)).toEqual(range === "none" ? ["{variables}"] : ["{high}", "{low}"]);
  });

  it("never speaks of margins or confidence of a quota sample", () => {
    const { forbidden } = SAMPLE_RULES["self-selected"];
    for (const language of ["en", "cy"] as const) {
      for (const word of forbidden[language]) {
        expect(SAMPLE_RULES.quota.wording[language].toLowerCase()).not.toContain(word);
      }
    }
  });

  it("uses a forbidden word of a self-selected sample only to deny it", () => {
    const { wording, forbidden } = SAMPLE_RULES["self-selected"];
    const used = (language: "en" | "cy"): string[] =>
      forbidden[language].filter((word) => wording[language].includes(word));
    expect(used("en")).toEqual(["margin of error"]);
    expect(wording.en).toContain("so no margin of error can be calculated");
    expect(used("cy")).toEqual(["lwfans gwall"]);
    expect(wording.cy).toContain("felly ni ellir cyfrifo lwfans gwall");
  });
});

describe("the range of a figure", () => {
  it.each(types)("is never there for an open link declared as %s", (sample_type) => {
    expect(rangeFor({ stream: "open", sample_type }, 0.4, 0.5)).toBeNull();
    expect(sampleRule({ stream: "open", sample_type })).toBe(SAMPLE_RULES["self-selected"]);
  });

  it.each(streams)("is never there for a self-selected sample: %s", (stream) => {
    expect(rangeFor({ stream, sample_type: "self-selected" }, 0.4, 0.5)).toBeNull();
  });

  it.each(streams.filter((stream) => stream !== "open"))("comes with its wording otherwise: %s", (stream) => {
    expect(rangeFor({ stream, sample_type: "probability" }, 0.4, 0.5)).toEqual({
      kind: "confidence_interval",
      low: 0.4,
      high: 0.5,
      wording: SAMPLE_RULES.probability.wording,
    });
    expect(rangeFor({ stream, sample_type: "quota" }, 0.4, 0.5)?.kind).toBe("random_variation");
    expect(rangeFor({ stream, sample_type: "demonstration" }, 0.4, 0.5)?.wording).toBe(
      SAMPLE_RULES.demonstration.wording,
    );
  });
});
