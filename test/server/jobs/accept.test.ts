import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { proofPayload, solveProof } from "../../../client/models/proof-of-work.ts";
import {
  acknowledgedReceipt,
  createSubmissionId,
  type IntakeResult,
  type Submission,
} from "../../../server/services/intake.ts";
import { COUNTER_MAX } from "../../../server/services/proofs.ts";
import { closeGate } from "../../../server/storage/intake.ts";
import { GRACE_DAYS } from "../../../server/storage/waves.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";
import { createResident } from "../../support/residents.ts";

const WAVE = "wave-1";
let installation: Installation;
let codes: readonly string[];

async function begin(): Promise<void> {
  installation = await createInstallation({ kind: "files" });
  await installation.createTestWave({ id: WAVE });
  codes = await installation.issue(WAVE, SINGLE_TIER, 3);
}

function end(): Promise<void> {
  return installation.dispose();
}

const RECEIPT = {
  ok: true,
  receipt: { wave: WAVE, place: SINGLE_TIER, results_on: "2027-07-30" },
};

function resident(seed: string, changes: Partial<Submission> = {}): Submission {
  return { ...createResident(WAVE, SINGLE_TIER, seed).submission, ...changes };
}

/** The form that a resident of `resident` began with, a minute ago. */
function formOf(seed: string): Promise<string> {
  return installation.startForm(WAVE, SINGLE_TIER, { id: resident(seed).id, arm: 1 });
}

/** Responses that wait, or codes that are spent. */
async function rowsOf(table: "spool" | "nullifier" | "proof"): Promise<number> {
  const where = table === "spool" ? "WHERE sealed IS NOT NULL" : "";
  const result = await installation.databases.intake.$client.execute(`SELECT count(*) AS rows FROM ${table} ${where}`);
  return Number(result.rows[0]?.["rows"]);
}

function code(index: number): { code: string } {
  return { code: codes[index] ?? "" };
}

describe("taking a response", () => {
  beforeEach(begin);
  afterEach(end);

  test.each([
    ["with a code", true],
    ["without a code", false],
  ])(
    "stores one row and gives fifty equal receipts for fifty identical submissions at once, %s",
    async (_how, coded) => {
      const submission = resident("fifty", coded ? code(0) : {});
      const results = await Promise.all(Array.from({ length: 50 }, () => installation.accept(submission)));
      expect(results).toEqual(results.map(() => RECEIPT));
      expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([1, coded ? 1 : 0]);
    },
  );

  test("stores one response for one code, whoever uses it and however many at once, and answers all the same", async () => {
    const all = Array.from({ length: 20 }, (_, index) => resident(`shared ${index}`, code(0)));
    const results = await Promise.all(all.map((submission) => installation.accept(submission)));
    expect(results).toEqual(results.map(() => RECEIPT));
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([1, 1]);
    expect(await installation.accept(resident("later", code(0)))).toEqual(RECEIPT);
    expect(await rowsOf("spool")).toBe(1);
  });

  test("a spent code cannot be told from a fresh one, nor can a later probe with either submission id", async () => {
    await installation.accept(resident("the first to use it", code(0)));
    const [spent, fresh] = [resident("probe spent", code(0)), resident("probe fresh", code(1))];
    const probes: Partial<Submission>[] = [{}, { code: "2222222223" }, { code: "" }, { answers: 7 }, { arm: 9 }];
    for (const changes of probes) {
      const answers = [];
      for (const one of [spent, fresh]) answers.push(await installation.accept({ ...one, ...changes } as Submission));
      expect(answers).toEqual([RECEIPT, RECEIPT]);
    }
    const known = [spent, fresh].map(({ id }) => acknowledgedReceipt(installation.intake, WAVE, id));
    expect(await Promise.all(known)).toEqual([RECEIPT.receipt, RECEIPT.receipt]);
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([2, 2]);
  });

  test("names the place that was stored in the receipt of a retry that names another", async () => {
    const first = resident("moved");
    await installation.accept(first);
    const elsewhere = createResident(WAVE, TWO_TIER, "moved").submission;
    expect(await installation.accept({ ...elsewhere, id: first.id })).toEqual(RECEIPT);
    expect(await rowsOf("spool")).toBe(1);
  });

  test("knows no receipt of an id that was never stored, is no id, or belongs to another wave", async () => {
    const first = resident("known elsewhere");
    await installation.accept(first);
    await installation.createTestWave({ id: "wave-2" });
    const ask = (wave: string, id: string): Promise<unknown> => acknowledgedReceipt(installation.intake, wave, id);
    expect(await ask(WAVE, first.id)).toEqual(RECEIPT.receipt);
    expect(await ask("wave-2", first.id)).toBeNull();
    expect(await ask("constructor", first.id)).toBeNull();
    expect(await ask(WAVE, resident("never sent").id)).toBeNull();
    expect(await ask(WAVE, "short")).toBeNull();
  });

  test("does not spend the code that a known submission comes back with", async () => {
    const first = resident("first", code(0));
    await installation.accept(first);
    expect(await installation.accept({ ...first, ...code(1) })).toEqual(RECEIPT);
    expect(await rowsOf("nullifier")).toBe(1);
    await installation.accept(resident("second", code(1)));
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([2, 2]);
  });

  test("gives a known submission its receipt again, whatever is wrong with it now", async () => {
    const first = resident("known", code(0));
    await installation.accept(first);
    const wrong: Partial<Submission>[] = [
      { answers: { nonsense: "1" } },
      { answers: null },
      { code: "2222222223" },
      { arm: 17 },
      { form: "forged" },
    ];
    for (const changes of wrong) expect(await installation.accept({ ...first, ...changes })).toEqual(RECEIPT);
    expect(await rowsOf("spool")).toBe(1);
  });

  test("takes nothing once the gate is closed, though a cached wave still looks open, but knows who answered", async () => {
    const known = resident("known", code(0));
    await installation.accept(known);
    await closeGate(installation.databases.intake, WAVE);
    const closed = { ok: false, problem: "wave.closed" };
    expect(await installation.accept(resident("late"))).toEqual(closed);
    expect(await installation.accept(resident("late with a code", code(1)))).toEqual(closed);
    expect(await installation.accept(resident("late with a spent code", code(0)))).toEqual(closed);
    expect(await installation.accept(known)).toEqual(RECEIPT);
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([1, 1]);
  });

  test("takes, after the wave was closed, only what began before, and from its own place only", async () => {
    const { id } = resident("late");
    const begun = await formOf("late");
    const elsewhere = await installation.startForm(WAVE, TWO_TIER, { id, arm: 1 });
    const anothers = await formOf("somebody else");
    await installation.close(WAVE);
    const closed = { ok: false, problem: "wave.closed" };
    expect(await installation.accept(resident("late"))).toEqual(closed);
    for (const form of [elsewhere, anothers]) {
      expect(await installation.accept(resident("late", { form }))).toEqual(closed);
    }
    installation.clock.advanceDays(1);
    const after = await formOf("late");
    expect(await installation.accept(resident("late", { form: after }))).toEqual(closed);
    expect(await installation.accept(resident("late", { form: begun }))).toEqual(RECEIPT);
    expect(await rowsOf("spool")).toBe(1);
  });

  test("takes what began on the closing day for all seven days of grace, and no longer than the form is good", async () => {
    const days = Array.from({ length: GRACE_DAYS + 1 }, (_, day) => `late ${day}`);
    const begun = new Map(await Promise.all(days.map(async (seed) => [seed, await formOf(seed)] as const)));
    await installation.close(WAVE);
    for (let day = 1; day <= GRACE_DAYS; day += 1) {
      installation.clock.advanceDays(1);
      expect(await installation.accept(resident(`late ${day}`, { form: begun.get(`late ${day}`) ?? "" }))).toEqual(
        RECEIPT,
      );
    }
    installation.clock.advanceDays(2);
    const closed = { ok: false, problem: "wave.closed" };
    expect(await installation.accept(resident("late 0", { form: begun.get("late 0") ?? "" }))).toEqual(closed);
    expect(await rowsOf("spool")).toBe(GRACE_DAYS);
  });

  test("takes nothing new by itself after the last day that was announced, though nobody has closed the wave", async () => {
    const [last, next] = ["2027-06-30T22:59:00Z", "2027-06-30T23:01:00Z"];
    installation.clock.set(last);
    const [begun, begunToo] = [await formOf("begun in time"), await formOf("begun in time too")];
    expect(await installation.accept(resident("on the last day"))).toEqual(RECEIPT);
    installation.clock.set(next);
    const closed = { ok: false, problem: "wave.closed" };
    expect(await installation.accept(resident("a day late"))).toEqual(closed);
    installation.clock.set("2027-06-30T23:02:00Z");
    const after = await formOf("a day late");
    expect(await installation.accept(resident("a day late", { form: after }))).toEqual(closed);
    expect(await installation.accept(resident("begun in time", { form: begun }))).toEqual(RECEIPT);
    // Closed by hand later, it still takes only what began while it said that it was open.
    await installation.close(WAVE);
    expect(await installation.accept(resident("a day late", { form: after }))).toEqual(closed);
    expect(await installation.accept(resident("begun in time too", { form: begunToo }))).toEqual(RECEIPT);
    expect(await rowsOf("spool")).toBe(3);
  });
});

const REFUSED: readonly (readonly [string, Partial<Submission>, Partial<Record<"problem" | "question", string>>])[] = [
  [
    "an option that the question does not have",
    { answers: { age_band: "99" } },
    { problem: "answer.unknown_option", question: "age_band" },
  ],
  [
    "a question that the questionnaire does not have",
    { answers: { ssn: "1" } },
    { problem: "answer.unknown_question" },
  ],
  ["a key that every object has", { answers: { constructor: "1" } }, { problem: "answer.unknown_question" }],
  [
    "a prototype smuggled in",
    { answers: JSON.parse('{"__proto__": {"sex": "female"}}') },
    { problem: "answer.unknown_question" },
  ],
  [
    "an option that every object has",
    { answers: { sex: "toString" } },
    { problem: "answer.unknown_option", question: "sex" },
  ],
  ["an answer that is no text", { answers: { sex: ["female"] } }, { problem: "answers.shape" }],
  ["answers in a list", { answers: ["female"] }, { problem: "answers.shape" }],
  ["no answers at all", { answers: undefined }, { problem: "answers.shape" }],
  ["a place that the wave is not in", { place: "E06000001" }, { problem: "place.not_in_wave" }],
  ["a place that does not exist", { place: "__proto__" }, { problem: "place.not_in_wave" }],
  ["a code that nobody was sent", { code: "2222222222" }, { problem: "code.unknown" }],
  ["a code with a typing mistake", { code: "2222222223" }, { problem: "code.unknown" }],
  ["an arm that does not exist", { arm: 2 }, { problem: "arm.unknown" }],
  ["half an arm", { arm: 0.5 }, { problem: "arm.unknown" }],
  ["an id that is too short", { id: "abc" }, { problem: "submission.id" }],
  ["an id of the wrong letters", { id: "!".repeat(22) }, { problem: "submission.id" }],
  ["a wave that does not exist", { wave: "constructor" }, { problem: "wave.unknown" }],
];

describe("a submission is refused, and no row stored, for", () => {
  beforeAll(begin);
  afterAll(end);

  test.each(REFUSED)("%s", async (_what, changes, problem) => {
    expect(await installation.accept(resident("refused", changes))).toMatchObject({ ok: false, ...problem });
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([0, 0]);
  });

  test("a code of another wave", async () => {
    await installation.createTestWave({ id: "wave-2" });
    expect(await installation.accept(resident("other wave", { wave: "wave-2", ...code(0) }))).toMatchObject({
      problem: "code.unknown",
    });
  });

  test("a missing code where every resident was sent one", async () => {
    const streams = [{ stream: "code", mode: "online", sample_type: "probability" } as const];
    await installation.createTestWave({ id: "coded", streams });
    expect(await installation.accept(resident("no code", { wave: "coded" }))).toMatchObject({
      problem: "code.required",
    });
    expect(await rowsOf("spool")).toBe(0);
  });

  test("a wave that is a draft", async () => {
    await installation.createTestWave({ id: "draft", open: false });
    expect(await installation.accept(resident("draft", { wave: "draft" }))).toMatchObject({ problem: "wave.unknown" });
  });

  test("a code of another place, which stays unspent", async () => {
    const wrong = { ...createResident(WAVE, TWO_TIER, "wrong place").submission, ...code(0) };
    expect(await installation.accept(wrong)).toEqual({ ok: false, problem: "code.unknown" });
    expect(await installation.accept(resident("right place", code(0)))).toEqual(RECEIPT);
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([1, 1]);
  });
});

test("submission ids are 128 random bits, no two alike", () => {
  const random = createRandom("ids");
  const ids = new Set(Array.from({ length: 1000 }, () => createSubmissionId(random)));
  expect(ids.size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
});

describe("the controls of intake", () => {
  beforeEach(begin);
  afterEach(end);

  test("let a form through at three seconds to the millisecond, and say how long to wait before", async () => {
    const { forms } = installation.intake;
    const { id } = resident("quick");
    const now = installation.clock.now().getTime();
    const madeAt = async (made: number): Promise<Submission> => {
      const form = await forms.seal(`start\n${WAVE}\n${SINGLE_TIER}`, { id, arm: 0, made });
      return resident("quick", { form });
    };
    const early = (wait: number): object => ({ ok: false, problem: "form.too_young", wait });
    expect(await installation.accept(await madeAt(now))).toEqual(early(3));
    expect(await installation.accept(await madeAt(now - 2999))).toEqual(early(1));
    // Made by a machine whose clock is ahead: nobody waits longer than the age itself.
    expect(await installation.accept(await madeAt(now + 3_600_000))).toEqual(early(3));
    expect(await rowsOf("spool")).toBe(0);
    expect(await installation.accept(await madeAt(now - 3000))).toEqual(RECEIPT);
    expect(await installation.accept(await madeAt(now))).toEqual(RECEIPT);
  });

  test("spend a proof with the response that it came with, a code too, and leave nothing at the seal", async () => {
    await installation.createTestWave({ id: "proven", proof: true });
    const [provenCode = ""] = await installation.issue("proven", SINGLE_TIER, 1);
    const { proofs } = installation.intake.controls;
    const solvedAnew = async (): Promise<string> => {
      const challenge = await proofs.challenge("proven", SINGLE_TIER);
      const solution = solveProof(challenge, 0, COUNTER_MAX);
      if (solution === null) throw new Error("no solution");
      return proofPayload(challenge, solution);
    };
    const send = (seed: string, changes: Partial<Submission>): Promise<IntakeResult> =>
      installation.accept(resident(seed, { wave: "proven", ...changes }));
    expect(await send("first", {})).toMatchObject({ problem: "proof.required", challenge: { parameters: {} } });
    const proof = await solvedAnew();
    expect((await send("first", { proof, code: provenCode })).ok).toBe(true);
    expect(await send("second", { proof })).toMatchObject({ problem: "proof.wrong", challenge: { parameters: {} } });
    // A spent code with a fresh proof is thanked like a fresh one, and spends the proof like one.
    const other = await solvedAnew();
    expect((await send("third", { proof: other, code: provenCode })).ok).toBe(true);
    expect(await send("fourth", { proof: other })).toMatchObject({ problem: "proof.wrong" });
    expect([await rowsOf("spool"), await rowsOf("nullifier"), await rowsOf("proof")]).toEqual([1, 1, 2]);
    await installation.closeAndSeal("proven");
    expect(await rowsOf("proof")).toBe(0);
  });
});
