import { describe, expect, it, test } from "vitest";
import { CHECK, NOTHING_YET, type Progress, START, standing, takeStep } from "../../../core/questionnaire/steps.ts";
import type { Answers, SurveyContext } from "../../../core/questionnaire/types.ts";
import { fixture } from "../../support/fixtures.ts";

const ROUTED = fixture("routing");
const context: SurveyContext = { scenario: "A", arm: 0, district_name: "Leeds" };

function step(progress: Progress, go: string, answers: Answers = {}): Progress {
  return takeStep(ROUTED, context, progress, { answers, texts: {} }, go);
}

/** The screens met by pressing Continue from the start on, answering so. */
function met(answers: Answers): string[] {
  const screens: string[] = [];
  let here = step(NOTHING_YET, "next");
  while (here.screen !== CHECK && screens.length < 50) {
    screens.push(here.screen);
    const asked = standing(ROUTED, context, here)?.screen.questions.map(({ id }) => id) ?? [];
    here = step(here, "next", Object.fromEntries(Object.entries(answers).filter(([id]) => asked.includes(id))));
  }
  return screens;
}

describe("routing", () => {
  test("asks whom it concerns", () => {
    expect(met({ contacted: "no" })).toEqual(["contacted", "services", "last"]);
    expect(met({ contacted: "yes" })).toEqual(["contacted", "how", "outcome", "services", "last"]);
    expect(met({ contacted: "yes", how: ["letter", "visit"] })).toContain("several");
    expect(met({ contacted: "yes", outcome: "two" })).toContain("complaint");
    expect(met({ contacted: "yes", outcome: "nine" })).not.toContain("complaint");
    expect(met({ contacted: "no", roads: "bad", buses: "bad" })).toContain("worst");
    expect(met({ contacted: "no", roads: "bad", buses: "good" })).not.toContain("worst");
  });

  test("forgets nothing that was said off the path, and shows it where the path comes back", () => {
    let here = step(step(NOTHING_YET, "next"), "next", { contacted: "yes" });
    here = step(here, "next", { how: ["letter", "visit"] });
    expect(here.screen).toBe("several");
    here = step(step(here, "back"), "back");
    expect(here.screen).toBe("contacted");
    const away = step(here, "next", { contacted: "no" });
    expect(away.screen).toBe("services");
    expect(away.answers["how"]).toEqual(["letter", "visit"]);
  });
});

describe("changing an answer", () => {
  const checking: Progress = {
    ...NOTHING_YET,
    screen: CHECK,
    answers: { contacted: "no", roads: "good", buses: "good" },
  };

  it("leads back to the check where the path stays as it is", () => {
    const changing = step(checking, "change:services");
    expect(changing).toMatchObject({ screen: "services", changing: true });
    expect(step(changing, "next", { roads: "good" }).screen).toBe(CHECK);
    expect(step(changing, "back").screen).toBe(CHECK);
  });

  it("meets each screen that it put on the path, and then the check", () => {
    let here = step(step(checking, "change:contacted"), "next", { contacted: "yes" });
    expect(here).toMatchObject({ screen: "how", changing: true });
    here = step(here, "next", { how: ["letter", "visit"] });
    expect(here).toMatchObject({ screen: "several", changing: true });
    here = step(here, "next");
    expect(here).toMatchObject({ screen: "outcome", changing: true });
    here = step(here, "next", { outcome: "nine" });
    expect(here).toMatchObject({ screen: CHECK, changing: false });
    expect(here.opened).toBeUndefined();
  });
});

it("stays where it is at a button that there is none of, and keeps what was filled in", () => {
  const here = step(NOTHING_YET, "next");
  for (const go of ["language", "save", "change:moon", "__proto__", ""]) {
    expect(step(here, go, { contacted: "yes" })).toEqual({ ...here, answers: { contacted: "yes" } });
  }
});

it("goes back over the start and over the end", () => {
  expect(step(step(NOTHING_YET, "next"), "back").screen).toBe(START);
  expect(step({ ...NOTHING_YET, screen: CHECK }, "back").screen).toBe("last");
});
