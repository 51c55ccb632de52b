/** The results of a place as its page says them: bounds, figures that bear no name, editions, streams. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import type { PlaceResults } from "../../../client/models/place-results.ts";
import { Results } from "../../../client/pages/PlaceResults.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en, type Texts } from "../../../client/text/en.ts";
import type { Place } from "../../../core/place/types.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { CompactRow, Composition, ReleaseDocument, Stream } from "../../../core/release/types.ts";

const PLACE: Place = { code: "R1", slug: "south", name: "South", kind: "region", status: "current" } as Place;
const WHOLE: Omit<Composition, "stream"> = {
  ...{ members_included: 60, members: 67, population_covered: 91, weighting: ["age7_by_sex"] },
};
const FEW = { ...WHOLE, members_included: 3, population_covered: 6 };

/** Figures of an answer: share, bound; withheld where there is none. */
type Figures = Readonly<Record<string, readonly [share: number, bound?: "le" | "ge"]>>;

function rowsOf(question: string, figures: Figures, { by = "all", group = "all", stream = "code" as Stream } = {}) {
  const { options } = questionOf(question);
  const answers = [...options.map(({ id }) => id), ...(questionOf(question).merges ?? []).map(({ id }) => id)];
  return answers.map((answer): CompactRow => {
    const [share, bound = null] = figures[answer] ?? [];
    return share === undefined
      ? ["R1", stream, question, answer, by, group, null, null, null, null, null, null, "c"]
      : ["R1", stream, question, answer, by, group, share, bound, 10, 20, 120, 1.4, "u"];
  });
}

/** The demographic as a question of opinion: a sensitive one that merges. */
const SENSITIVE: ChoiceQuestion = {
  ...LGA_RESIDENT_SURVEY.questions.find(({ id }) => id === "disability")!,
  ...{ id: "asked_openly", role: "attitude" },
};
const QUESTIONS = [...LGA_RESIDENT_SURVEY.questions, SENSITIVE];

function questionOf(id: string): ChoiceQuestion {
  return QUESTIONS.find((question) => question.id === id)!;
}

function html(rows: readonly CompactRow[], texts: Texts = en, more: Partial<PlaceResults> = {}, made = WHOLE): string {
  const streams = [...new Set(rows.map((row) => row[1]))];
  const release: ReleaseDocument = {
    ...{ id: "wave-r1", wave: "wave", revision: 1, title: { en: "Survey", cy: "Arolwg" } },
    ...{ period_start: "2026-03-01", period_end: "2026-03-28", demonstration: false },
    streams: streams.map((stream) => ({ stream, mode: "online", sample_type: "probability" })),
    questionnaire: { ...LGA_RESIDENT_SURVEY, questions: QUESTIONS },
    places: [
      {
        ...{ code: "R1", name: { en: "South", cy: "De" }, kind: "region" },
        compositions: streams.map((stream) => ({ stream, ...made })),
      },
    ],
    ...{ method: [], parameters: {}, rows: rows.length, rows_withheld: 0, licence: "", parts: {} },
    ...more.release,
  };
  const results: PlaceResults = {
    ...{ corrected: null, by: "all", steps: [], wording: {}, others: [], ...more },
    release,
    rows: expandRows(release, rows, texts.language),
  };
  return renderToString(<Results texts={texts} place={PLACE} results={results} />).replaceAll("&#39;", "'");
}

describe("bounds", () => {
  const rows = rowsOf("decision_body", { council: [96], government: [2, "le"], neither: [2, "le"], dont_know: [2] });

  test("are said in words in sentence, chart, legend and table, and drawn no wider than they are", () => {
    const page = html(rows);
    expect(page).toContain("96% trust their council most to decide");
    expect(page).toContain("2% or less trust the government most.");
    expect(page.match(/<desc[^>]*>[^<]*The government 2% or less/g)).toHaveLength(2);
    expect(page).toMatch(/<\/svg>The government 2% or less<\/li>/);
    expect(page).toMatch(/<td[^>]*><a [^>]*>2% or less<\/a> u<\/td>/);
    expect(html(rows, cy)).toMatch(/<td[^>]*><a [^>]*>2% neu lai<\/a> u<\/td>/);
    const explained = page.split("stand in place of shares near 0 and 100");
    expect(explained).toHaveLength(2);
  });

  test("a part that may be smaller than it is drawn has no figure of its own in the bar", () => {
    const page = html(rowsOf("decision_body", { council: [90], government: [10, "le"] }));
    expect(page.match(/<text[^>]*>([^<]*)<\/text>/g)?.map((text) => text.replaceAll(/<[^>]*>/g, ""))).toEqual([
      "90%",
      "90%",
    ]);
  });

  test.each([
    ["council", "98% or more trust their council most", "Mae 98% neu fwy yn ymddiried fwyaf yn eu cyngor"],
    ["government", "98% or more trust the government most to", "Mae 98% neu fwy yn ymddiried fwyaf yn y llywodraeth"],
    ["neither", ">Neither: 98% or more<", "98% neu fwy<"],
  ])("nearly all for the %s: it alone is shown, and the question is not withheld", (answer, english, welsh) => {
    const one = rowsOf("decision_body", { [answer]: [98, "ge"] });
    const page = html(one);
    expect(page).toContain(english);
    expect(page).not.toContain(en.place.withheldHeadline);
    expect(page).toContain("About 120 people answered.");
    expect(page.match(/<rect[^>]*width="98%"/g)).toHaveLength(2);
    expect(page.match(/<td[^>]*><a [^>]*>c<\/a> ?<\/td>/g)).toHaveLength(one.length - 1);
    expect(html(one, cy)).toContain(welsh);
  });

  test("everything withheld is said so once, and one question of several where it stands", () => {
    const page = html(rowsOf("decision_body", {}));
    expect(page).toContain(en.place.withheldHeadline);
    expect(page).toContain(en.results.allWithheld);
    expect(page).not.toContain("<desc");
    expect(page).not.toContain('class="s-question"');
    const one = html([...rowsOf("decision_body", {}), ...rowsOf("asked_openly", { [SENSITIVE.merges![0]!.id]: [30] })]);
    expect(one).toMatch(/<p class="govuk-body">c<\/p>/);
    expect(one).not.toContain(en.results.allWithheld);
  });

  test("merged answers of a sensitive question have their own part and name", () => {
    const [merge] = SENSITIVE.merges!;
    const page = html(rowsOf("asked_openly", { [merge!.id]: [30], no: [70] }));
    expect(page).toContain(`${merge!.label.en} 30%`);
  });
});

describe("names", () => {
  const rows = rowsOf("decision_body", { council: [60], government: [20] });

  test("a group bears its name at 80 per cent of its adults", () => {
    const page = html(rows);
    expect(page).toMatch(/id="results-title">Survey</);
    expect(page).toContain(">60% trust their council most");
    expect(page).toContain(">South: Most trusted");
    expect(page).toContain("60 of 67 councils, home to 91% of adults, are in these figures.");
    expect(page).not.toContain(en.place.notItsName);
  });

  test.each([
    [en, "3 of 67 councils in South", "In 3 of 67 councils in South, 60% trust"],
    [cy, "3 o 67 o gynghorau yn De", "Mewn 3 o 67 o gynghorau yn De, mae 60% yn"],
  ])("and below it never does: heading, headline and charts name its members", (texts, name, headline) => {
    const page = html(rows, texts, {}, FEW);
    expect(page).toContain(`id="results-title">${texts.language === "en" ? "Survey" : "Arolwg"}: ${name}<`);
    expect(page).toContain(headline);
    expect(page.split(`-title">${name}: `)).toHaveLength(3);
    expect(page).not.toMatch(/: (?:South|De)\. /);
    expect(page).toContain(texts.place.notItsName);
  });

  test("where nobody counted the adults, no part of them is named", () => {
    const page = html(rows, en, {}, { ...WHOLE, population_covered: null as never });
    expect(page).toContain("60 of 67 councils are in these figures.");
  });
});

describe("editions", () => {
  const rows = rowsOf("decision_body", { council: [60] });

  test("a superseded edition says when and why it was corrected, and leads to the one that holds", () => {
    const reason = { en: "One batch was counted twice.", cy: "Cyfrifwyd un swp ddwywaith." };
    const corrected = { id: "wave-r2", reason, on: "2026-06-15" };
    const page = html(rows, en, { corrected });
    expect(page).toContain("This revision was corrected on 15 June 2026.");
    expect(page).toContain("Reason: One batch was counted twice.");
    expect(page).toContain('href="/places/south?release=wave-r2"');
    expect(html(rows, cy, { corrected })).toContain('href="/cy/places/south?release=wave-r2"');
    expect(html(rows, en, { corrected: { ...corrected, on: null } })).toContain("This revision was corrected.");
  });

  test("a correction says what it corrects", () => {
    const correction = { en: "One batch was counted twice.", cy: "" };
    const page = html(rows, en, { release: { correction, revision: 2 } as ReleaseDocument });
    expect(page).toContain("This revision corrects an earlier one. Reason: One batch was counted twice.");
    expect(html(rows)).not.toContain("corrects an earlier one");
  });
});

test("streams stand apart, each with its own figures and ids", () => {
  const rows = [
    ...rowsOf("decision_body", { council: [60], government: [20] }),
    ...rowsOf("decision_body", { council: [40], government: [50] }, { stream: "open" }),
  ];
  const page = html(rows);
  expect(page).toContain("60% trust their council most");
  expect(page).toContain("40% trust their council most");
  expect(page).toContain(en.place.streams.open);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("invented answers in real places are called a rehearsal, in the page and inside every image", () => {
  const rows = rowsOf("decision_body", { council: [60] });
  const streams = [{ stream: "code", mode: "online", sample_type: "demonstration" }];
  const page = html(rows, en, { release: { streams } as unknown as ReleaseDocument });
  expect(page).toContain("<strong>Rehearsal, invented.</strong>");
  const images = page.match(/<desc[^>]*>[^<]*/g) ?? [];
  expect(images.length).toBe(2);
  for (const image of images) expect(image).toMatch(/>Rehearsal, invented\. /);
});

test.each([
  ["probability", "likely between 10% and 20%", "rhwng 10% a 20% yn ôl pob tebyg"],
  ["quota", "10% to 20% from random variation alone", "10% i 20% oherwydd amrywiad ar hap yn unig"],
] as const)("a range of a %s sample is said in its own words wherever it stands in a sentence", (sample, ...words) => {
  const services = LGA_RESIDENT_SURVEY.questions.filter(({ id }) => id.startsWith("service_"));
  const said = [{ id: "trust_council" }, ...services].flatMap(({ id }) => rowsOf(id, {}).slice(0, 1));
  const rows = [
    ...rowsOf("decision_body", { council: [60] }),
    ...said.map(([...row]) => ["R1", "code", row[2], "top_two", "all", "all", 15, null, 10, 20, 600, 1.4, ""] as const),
  ];
  const release = { streams: [{ stream: "code", mode: "online", sample_type: sample }] } as unknown as ReleaseDocument;
  const pages = [en, cy].map((texts) => html(rows, texts, { release }));
  // The headline and one sentence; of services that all have one share none is strongest.
  expect(pages.map((page, at) => page.split(words[at]!).length - 1)).toEqual([2, 2]);
  if (sample === "quota") expect(pages.join("")).not.toMatch(/likely between|yn ôl pob tebyg/);
});

test("services are called strongest and weakest only where chance could not have put them so", () => {
  const services = LGA_RESIDENT_SURVEY.questions.filter(({ id }) => id.startsWith("service_"));
  const withShares = (shareAt: (at: number) => number): string =>
    html(
      services.map(({ id }, at) => {
        const share = shareAt(at);
        return ["R1", "code", id, "top_two", "all", "all", share, null, share - 4, share + 4, 600, 1.4, ""] as const;
      }),
    );
  const clear = withShares((at) => 80 - 5 * at);
  expect(clear).toContain(en.results.services.strongest);
  expect(clear.indexOf(services[0]!.title.en)).toBeLessThan(clear.indexOf(services.at(-1)!.title.en));
  expect(withShares((at) => 54 - (at % 3))).not.toContain(en.results.services.strongest);
});

test("figures of few people are said to be so in the headline and in every sentence", () => {
  const low = [...rowsOf("decision_body", { council: [60] })];
  const row = ["R1", "code", "trust_council", "top_two", "all", "all", 15, null, 10, 20, 120, 1.4, "u"] as const;
  const page = html([...low, row]);
  expect(page).toContain(`<strong>${en.place.lowReliabilityText} </strong>`);
  expect(page).toContain(`about 120 people, ${en.results.careful})`);
  const sure = html([...low, row].map(([...one]) => [...one.slice(0, 12), ""] as unknown as CompactRow));
  expect(sure).not.toContain(`<strong>${en.place.lowReliabilityText}`);
  expect(sure).not.toContain(en.results.careful);
});

test("themes of what people wrote stand once, in bands, for this place alone", () => {
  const rows = rowsOf("decision_body", { council: [60] });
  const theme = { question: "decision_body", theme: "Buses", band: "25-49" };
  const themes = [
    { place: "R1", ...theme },
    { place: "R2", ...theme, theme: "Parks" },
  ];
  const release = { themes } as unknown as ReleaseDocument;
  const page = html(rows, en, { release });
  expect(page).toContain(en.place.themes.title);
  expect(page).toMatch(/Buses<\/th><td[^>]*>25–49/);
  expect(page).not.toContain("Parks");
  expect(html(rows, cy, { release })).toContain(cy.place.themes.title);
  expect(html(rows, en)).not.toContain(en.place.themes.title);
  expect(html(rows, en, { release, by: "age_band" })).not.toContain("Buses");
});

test("a question that was asked in fewer councils says so, and is not said of the whole", () => {
  const rows = [
    ...rowsOf("decision_body", { council: [60] }),
    ...rowsOf("council_satisfaction_county", { very_satisfied: [40] }),
  ];
  const compositions = [
    { stream: "code", ...WHOLE },
    { stream: "code", ...FEW, questions: ["council_satisfaction_county"] },
  ];
  const places = [{ code: "R1", name: { en: "South", cy: "De" }, kind: "region", compositions }];
  const page = html(rows, en, { release: { places } as unknown as ReleaseDocument });
  expect(page.split("Asked in fewer councils: 3 of 67, home to 6% of adults").length).toBe(2);
  expect(page).toContain("60 of 67 councils, home to 91% of adults, are in these figures.");
});
