/**
 * Submissions that nobody means well by: none is taken, none breaks anything, and each is told by a code what is wrong. All
 * ten thousand with FULL=1; a seeded fifth of them otherwise.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROBLEMS } from "../../server/contract/problems.ts";
import { readEnvironment } from "../../server/environment.ts";
import { createApp } from "../../server/http/app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import { fixture } from "../support/fixtures.ts";
import { createInstallation, type Installation } from "../support/installation.ts";
import { createRandom } from "../support/random.ts";
import { formOf } from "./forms.ts";
import { freshId, GUILDFORD, SHEFFIELD } from "./target.ts";
import { IS_FULL } from "../support/full.ts";

const COUNT = IS_FULL ? 10_000 : 2_000;
const WAVE = "fixture-everything";
const API = `/api/v1/waves/${WAVE}/responses`;
const FORM = `/survey/${WAVE}/${SHEFFIELD}`;
const ERRORS = new Set<number>([400, 404, 409, 413, 415, 422, 429]);

let installation: Installation;
let fetchApp: (path: string, init: RequestInit) => Promise<Response>;
/** Forms that are sealed by us, but for elsewhere or for another time. */
let foreign: readonly string[];

beforeAll(async () => {
  installation = await createInstallation({ kind: "files" });
  installation.clock.set(new Date().toISOString());
  const options = { closesOn: "2099-06-30", places: [{ place: SHEFFIELD }] };
  await installation.createTestWave({ id: WAVE, questionnaire: fixture("everything"), ...options });
  await installation.createTestWave({
    id: "other",
    places: [{ place: SHEFFIELD }, { place: GUILDFORD }],
    closesOn: "2099-06-30",
  });
  const environment = readEnvironment({ DATA_DIR: installation.folder });
  const { services } = await createNodeServices(environment, installation.databases, "dist");
  const app = createApp(services);
  fetchApp = async (path, init) => app.fetch(new Request(`http://localhost${path}`, { redirect: "manual", ...init }));
  const seals = await Promise.all(
    [`/survey/other/${SHEFFIELD}`, `/survey/other/${GUILDFORD}`].map(async (path) => {
      const page = await fetchApp(path, {});
      return formOf(await page.text()).hidden["state"] ?? "";
    }),
  );
  foreign = seals.filter((seal) => seal !== "");
}, 60_000);

afterAll(() => installation.dispose());

/** Draws whole numbers below a limit, the same ones each time. */
function createDraw(seed: string): (below: number) => number {
  const random = createRandom(seed);
  return (below) => new DataView(random(4).buffer).getUint32(0) % below;
}

type Draw = ReturnType<typeof createDraw>;

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "then",
  "",
  "used ",
  "USED",
  "\u0000",
];

/** Something that is no answer to anything. */
function junk(draw: Draw, depth = 0): unknown {
  const made: readonly (() => unknown)[] = [
    () => null,
    () => Number.MAX_SAFE_INTEGER * 1e200,
    () => -0.5,
    () => true,
    () => "x".repeat(draw(3000)),
    () => "\ud800\u202e\u0000",
    () => "'; DROP TABLE spool; --",
    () => "<script>alert(1)</script>",
    () => Array.from({ length: draw(40) }, () => draw(9)),
    () => Object.fromEntries([[NAMES[draw(NAMES.length)] ?? "", depth < 4 ? junk(draw, depth + 1) : draw(9)]]),
    () => nested(draw(400) + 1),
  ];
  return made[draw(made.length)]?.();
}

function nested(depth: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const QUESTIONS = ["heard_of", "used", "trust_local", "row_waste", "main_concern", "age", "sex"];

/** A body for the API with at least one thing wrong, and the rest as it should be. */
function hostileBody(draw: Draw): Record<string, unknown> {
  const right = { id: freshId(), place: SHEFFIELD, answers: { heard_of: "yes", used: ["parks"] } };
  const question = QUESTIONS[draw(QUESTIONS.length)] ?? "used";
  const wrong: readonly (() => object)[] = [
    () => ({ id: ["", "x", "../../etc", `${freshId()}A`, freshId().slice(1), "=".repeat(22), 7][draw(7)] }),
    () => ({ place: [GUILDFORD, "E99999999", "D-U01", "", "E12000007", `${SHEFFIELD} `][draw(6)] }),
    () => ({ answers: { [question]: notAnAnswer(draw) } }),
    () => ({ answers: { [NAMES[draw(NAMES.length)] ?? ""]: "yes" } }),
    () => ({ answers: junkThatIsNoRecord(draw) }),
    () => ({ answers: { used: ["parks", "none"] } }),
    () => ({ texts: { [["used", "sex", ...NAMES][draw(12)] ?? ""]: "words" } }),
    () => ({ texts: { why: "x".repeat(501 + draw(500)) } }),
    () => ({ texts: { why: { a: junk(draw) } } }),
    () => ({ arm: [-1, 1, 99, 0.5, 1e300, "0", null][draw(7)] }),
    () => ({ code: ["2222222222", "7KBT-4XQ-9MP", "x", "' OR 1=1"][draw(4)] }),
    () => ({ [["answer", "state", "stream", "record_key", "x".repeat(200)][draw(5)] ?? "x"]: junk(draw) }),
    () => ({ padding: "x".repeat(20_000) }),
  ];
  return { ...right, ...wrong[draw(wrong.length)]?.() };
}

function notAnAnswer(draw: Draw): unknown {
  const value = junk(draw);
  // An empty list is no answer, and fine.
  return Array.isArray(value) && value.length === 0 ? "nothing" : value;
}

function junkThatIsNoRecord(draw: Draw): unknown {
  const value = junk(draw);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? [value] : value;
}

const encoder = new TextEncoder();

/** A call of the API as somebody hostile makes it. */
function hostileCall(draw: Draw): RequestInit {
  const json = (body: BodyInit): RequestInit => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  const text = JSON.stringify(hostileBody(draw));
  const made: readonly (() => RequestInit)[] = [
    ...Array.from({ length: 8 }, () => () => json(text)),
    () => json(text.slice(0, draw(text.length))),
    () =>
      json(new Uint8Array([...encoder.encode(text.slice(0, 20)), 0xff, 0xfe, 0xc0, ...encoder.encode(text.slice(20))])),
    () => json(new Uint8Array([0xef, 0xbb, 0xbf, 0xff])),
    () => json(`[${"[".repeat(draw(20_000))}`),
    () => json(`{"id":"${freshId()}","place":"${SHEFFIELD}","answers":{"__proto__":{"heard_of":"yes"}}}`),
    () => json("x".repeat(70_000)),
    () => ({ method: "POST", headers: { "Content-Type": "text/html" }, body: text }),
  ];
  return made[draw(made.length)]?.() ?? json("");
}

/** A form as somebody hostile posts it: seals that are forged, of other surveys, cut off or put together. */
function hostileForm(draw: Draw): RequestInit {
  const seal = foreign[draw(foreign.length)] ?? "";
  const flipped = seal.slice(0, 30) + (seal[30] === "A" ? "B" : "A") + seal.slice(31);
  const states = [seal, flipped, seal.slice(0, draw(seal.length)), "", "A".repeat(draw(5000)), "{}", "null", "\u0000"];
  const state = states[draw(states.length)] ?? "";
  const fields = new URLSearchParams({ state, go: ["submit", "next", "change:used", "__proto__"][draw(4)] ?? "" });
  const others: readonly [string, string][] = [
    ["answer.__proto__", "yes"],
    ["answer.used", "moon"],
    ["text.why", "x".repeat(9000)],
    ["answer.", "yes"],
    ["state", seal],
  ];
  for (let more = draw(3); more > 0; more -= 1) fields.append(...(others[draw(others.length)] ?? ["a", "b"]));
  return { method: "POST", body: fields };
}

async function rows(): Promise<number> {
  const { rows: found } = await installation.databases.intake.$client.execute("SELECT count(*) AS number FROM spool");
  return Number(found[0]?.["number"]);
}

test(`${COUNT} hostile submissions: no 500, no row, and a code for each`, async () => {
  const draw = createDraw("hostile");
  const codes = new Set<string>();
  for (let number = 0; number < COUNT; number += 1) {
    if (number % 5 === 4) {
      const response = await fetchApp(FORM, hostileForm(draw));
      if (!ERRORS.has(response.status)) throw new Error(`form ${number} was answered ${response.status}`);
      const html = await response.text();
      expect(html).toContain("<h1");
      continue;
    }
    const init = hostileCall(draw);
    const response = await fetchApp(API, init);
    const problem = (await response.json()) as { code: string; status: number };
    if (!ERRORS.has(response.status) || !Object.hasOwn(PROBLEMS, problem.code)) {
      throw new Error(`call ${number} was answered ${response.status}: ${String(init.body).slice(0, 300)}`);
    }
    codes.add(problem.code);
  }
  expect(await rows()).toBe(0);
  // Each kind of hostility was there.
  for (const code of [
    "request.malformed",
    "request.content_type",
    "request.too_large",
    "submission.shape",
    "submission.id",
  ]) {
    expect(codes).toContain(code);
  }
  for (const code of [
    "place.not_in_wave",
    "answers.shape",
    "answer.unknown_question",
    "text.too_long",
    "arm.unknown",
  ]) {
    expect(codes).toContain(code);
  }
}, 120_000);
