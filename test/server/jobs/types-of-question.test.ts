/** A release of a questionnaire with every type of question: what of it is published, and how, and that attacks fail. */
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { codebook } from "../../../core/questionnaire/codebook.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument, ResultRow } from "../../../core/release/types.ts";
import { buildRelease } from "../../../server/jobs/build-release.ts";
import { populationOf } from "../../../server/reference/population.ts";
import { getReleasePart, listReleasesOfWave } from "../../../server/storage/releases.ts";
import { insertResponses } from "../../../server/storage/responses.ts";
import { updateWaveState } from "../../../server/storage/waves.ts";
import { fixture } from "../../support/fixtures.ts";
import { createInstallation, type Installation, SINGLE_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";

const WAVE = "everything";
const PEOPLE = 800;
const ENTRY = { at: "2027-07-08T09:00:00Z", actor: "test", event: "test", subject: WAVE };
const EVERYTHING = fixture("everything");
/** Asked of those alone who have heard of the plan: a third. */
const ROUTED = {
  ...EVERYTHING,
  id: "everything-routed",
  questions: EVERYTHING.questions.map((question) =>
    question.id === "trust_local" ? { ...question, ask_when: { question: "heard_of", any_of: ["yes"] } } : question,
  ),
};

/** Five of eleven above the middle. */
const SCORES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

let installation: Installation;
let document: ReleaseDocument;
let rows: readonly ResultRow[];

beforeAll(async () => {
  installation = await createInstallation({ kind: "files" });
  await installation.createTestWave({ id: WAVE, questionnaire: ROUTED, places: [{ place: SINGLE_TIER }] });
  const random = createRandom("types");
  const context = { scenario: "A", place: SINGLE_TIER, wave: WAVE } as const;
  const used = [["parks", "libraries"], ["parks"], ["none"], ["prefer_not_to_say"]];
  const people = Array.from({ length: PEOPLE }, (_, person) => ({
    ...{ wave: WAVE, place: SINGLE_TIER, stream: "code", arm: 0, recordKey: random(6), id: random(16) },
    baseWeightClass: 0,
    answers: packAnswers(ROUTED, context, {
      heard_of: person % 3 === 0 ? "yes" : "no",
      used: used[person % 4] ?? [],
      trust_local: SCORES[person % SCORES.length] ?? "five",
      main_concern: ["roads", "buses", "other"][person % 5] ?? "roads",
      age: person % 7 < 3 ? "young" : "old",
      sex: person % 11 < 6 ? "female" : "male",
    }),
  }));
  await insertResponses(installation.databases.responses, people);
  await updateWaveState(installation.databases.office, WAVE, "sealed", ENTRY);
  const services = { ...installation.waves, directory: installation.directory, population: populationOf };
  expect(await buildRelease(services, WAVE)).toMatchObject({ ok: true });
  const { office } = installation.databases;
  const release = (await listReleasesOfWave(office, WAVE))[0]!;
  document = release.document;
  const part = await getReleasePart(office, release.id, "place", SINGLE_TIER);
  rows = expandRows(document, JSON.parse(gunzipSync(part!.body).toString()) as readonly CompactRow[]);
}, 60_000);

afterAll(() => installation.dispose());

function all(question: string): readonly ResultRow[] {
  return rows.filter((row) => row.question === question && row.by === "all" && row.stream === "code");
}

test("shares of several answers are of those who said something, each by itself", () => {
  const shares = Object.fromEntries(all("used").map(({ answer, share }) => [answer, share]));
  expect(Object.keys(shares)).toEqual(["parks", "libraries", "sport", "none"]);
  // Two in four have ticked parks; one in four would not say, and is in no base.
  expect(Math.abs(Number(shares["parks"]) - 67)).toBeLessThanOrEqual(2);
  expect(Math.abs(Number(shares["libraries"]) - 33)).toBeLessThanOrEqual(2);
  expect(Math.abs(Number(shares["none"]) - 33)).toBeLessThanOrEqual(2);
  expect(all("used").find(({ answer }) => answer === "sport")).toMatchObject({ bound: "le" });
  expect(all("used")[0]?.base).toBe(600);
});

test("a question that a rule asks of some has a base of its own", () => {
  expect(all("heard_of")[0]?.base).toBe(800);
  const [first] = all("trust_local");
  expect(Math.abs(Number(first?.base) - PEOPLE / 3)).toBeLessThanOrEqual(10);
});

test("of a scale from 0 to 10, what lies above and below the middle is added up, and called so", () => {
  const labels = Object.fromEntries(all("trust_local").map(({ answer, answer_label }) => [answer, answer_label]));
  expect(labels).toMatchObject({ ten: "10 – completely", top_two: "Answers above the middle together" });
  expect(labels).not.toHaveProperty("dont_know");
  expect(
    Math.abs(Number(all("trust_local").find(({ answer }) => answer === "top_two")?.share) - 45),
  ).toBeLessThanOrEqual(6);
});

test("an answer in own words counts as its option, and words are nowhere", () => {
  const other = all("main_concern").find(({ answer }) => answer === "other");
  expect(other).toMatchObject({ answer_label: "Something else", status: "" });
  expect(rows.some(({ question }) => question === "why")).toBe(false);
  expect(codebook(document.questionnaire).some(({ question }) => question === "why")).toBe(false);
});

test("every row is that of an answer of the codebook or made of some, and none is missing", () => {
  const expected = codebook(document.questionnaire)
    .filter(({ role, in_base }) => role === "attitude" && in_base)
    .map(({ question, option }) => `${question} ${option}`);
  const plain = rows.filter(
    ({ by, answer, stream }) => by === "all" && stream === "code" && !["top_two", "bottom_two", "net"].includes(answer),
  );
  expect(plain.map(({ question, answer }) => `${question} ${answer}`)).toEqual(expected);
});
