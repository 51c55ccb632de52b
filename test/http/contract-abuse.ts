/** The contract of the controls against abuse: what stops a flood stops no resident, and nothing that was sent is lost. */
import { describe, expect, test } from "vitest";
import { proofPayload, solveProof } from "../../client/models/proof-of-work.ts";
import type { Problem } from "../../server/contract/problems.ts";
import type { ProofChallenge } from "../../server/contract/wire.ts";
import { CHECK } from "../../core/questionnaire/steps.ts";
import { type FormState, stateBinding } from "../../server/http/pages/survey-state.ts";
import { COUNTER_MAX } from "../../server/services/proofs.ts";
import { dataOf, earlierStart, formOf, openedEarlier, startForm } from "./forms.ts";
import { expectNoEcho, freshId, GUILDFORD, json, MARKER, SHEFFIELD, type Target, WAVES } from "./target.ts";

const ANSWERS = { local_area_satisfaction: "very_satisfied" };
const OPEN = `/survey/${WAVES.open}/${SHEFFIELD}`;
/** More than the limit of a network without forms, with what flows out of it while the suite runs. */
const TRICKLE = 50;
const FLOOD = 1000;
const AT_ONCE = 50;

/** Sends a response over the API. */
function respond(target: Target, wave: string, sent: Record<string, unknown>, from?: string): Promise<Response> {
  const path = `/api/v1/waves/${wave}/responses`;
  return target().fetch(path, json({ id: freshId(), place: SHEFFIELD, answers: ANSWERS, ...sent }), from);
}

function press(target: Target, action: string, fields: Record<string, string>, from?: string): Promise<Response> {
  return target().fetch(action, { method: "POST", body: new URLSearchParams(fields) }, from);
}

/** The code of a refusal, or the status of what is none. */
async function codeOf(response: Response): Promise<string | number> {
  return response.ok ? response.status : ((await response.json()) as Problem).code;
}

function solved(challenge: ProofChallenge): string {
  const solution = solveProof(challenge, 0, COUNTER_MAX);
  if (solution === null) throw new Error("the challenge has no solution");
  return proofPayload(challenge, solution);
}

/** The controls against abuse. */
export function describeAbuse(target: Target): void {
  describe("a form's age", () => describeAge(target));
  describe("the box that nobody fills in", () => describeBox(target));
  describe("a proof of work", () => describeProof(target));
  describe("the limits of a network", () => describeLimits(target));
}

function describeAge(target: Target): void {
  test("a form that is sent at once comes back with its answers, and is taken a little later", async () => {
    const html = await (await target().fetch(OPEN)).text();
    const first = formOf(await (await press(target, OPEN, { ...formOf(html).hidden, go: "next" })).text());
    const chosen = { "answer.local_area_satisfaction": "very_satisfied" };
    const quick = await press(target, OPEN, { ...first.hidden, ...chosen, go: "submit" });
    const page = await quick.text();
    expect([quick.status, quick.headers.get("Retry-After")]).toEqual([422, expect.stringMatching(/^[123]$/)]);
    expect(page).toContain("That was very quick. Please look at your answers and send them again.");
    expect(page).toContain("Very satisfied");
    expect(page).toContain('href="#send"');
    const again = await openedEarlier(target, formOf(page));
    expect((await press(target, OPEN, { ...again.hidden, go: "submit" })).status).toBe(303);
  });

  test("a response that is sent at once is to be sent again in some seconds, by the same id", async () => {
    const { id, form } = dataOf(await (await target().fetch(OPEN)).text());
    const quick = await respond(target, WAVES.open, { id, form });
    expect([quick.status, quick.headers.get("Retry-After")]).toEqual([422, expect.stringMatching(/^[123]$/)]);
    expect(await codeOf(quick)).toBe("form.too_young");
    await new Promise((resolve) => setTimeout(resolve, Number(quick.headers.get("Retry-After")) * 1000));
    expect((await respond(target, WAVES.open, { id, form })).status).toBe(201);
    expect((await respond(target, WAVES.open, { id })).status).toBe(201);
  });

  test("a form is for one id alone: with another it is none, so that it begins nothing late", async () => {
    const { form } = target().world.late;
    expect(await codeOf(await respond(target, WAVES.closed, { form }))).toBe("wave.closed");
    const { form: young } = dataOf(await (await target().fetch(OPEN)).text());
    expect((await respond(target, WAVES.open, { form: young })).status).toBe(201);
  });
}

function describeBox(target: Target): void {
  test("is on every page of the form, out of everybody's way, and says so", async () => {
    const start = await (await target().fetch(OPEN)).text();
    const step = await (await press(target, OPEN, { ...formOf(start).hidden, go: "next" })).text();
    const check = await (await press(target, OPEN, { "answer.local_area_satisfaction": "", go: "submit" })).text();
    for (const html of [start, step, check]) {
      expect(html).toMatch(/<div class="govuk-visually-hidden" aria-hidden="true"><label [^>]*>Leave this box empty/);
      expect(html).toMatch(/<input [^>]*name="remark"[^>]*autocomplete="off"[^>]*tabindex="-1"/);
    }
  });

  test("filled in, it keeps the page with its answers, is shown, and repeats nothing", async () => {
    const start = await startForm(target, OPEN);
    const refused = await press(target, OPEN, { ...start.hidden, go: "next", remark: MARKER });
    expect(refused.status).toBe(422);
    const first = formOf(await (await press(target, OPEN, { ...start.hidden, go: "next" })).text());
    const chosen = { "answer.local_area_satisfaction": "very_satisfied" };
    for (const go of ["next", "submit"]) {
      const response = await press(target, OPEN, { ...first.hidden, ...chosen, go, remark: MARKER });
      const html = await response.text();
      expect(response.status).toBe(422);
      expectNoEcho(response, html);
      expect(html).toContain('<a href="#remark">Leave this box empty, then go on.');
      const form = formOf(html);
      expect(form.texts).toContain("remark");
      expect(form.radios.get("answer.local_area_satisfaction")?.checked).toBe("very_satisfied");
      const next = await press(target, OPEN, { ...form.hidden, ...chosen, go, remark: "" });
      expect(next.status).toBe(go === "next" ? 200 : 303);
    }
  });

  test("is not known to the API, which refuses it like everything that is not described", async () => {
    expect(await codeOf(await respond(target, WAVES.open, { remark: "" }))).toBe("submission.shape");
  });
}

function describeProof(target: Target): void {
  const challengeFor = (place: string, wave: string = WAVES.proof): Promise<ProofChallenge> =>
    target().services.challenge(wave, place);

  test("comes with the page as a challenge, and its answer goes with the response", async () => {
    const { id, proof } = dataOf(await (await target().fetch(`/survey/${WAVES.proof}/${SHEFFIELD}`)).text());
    expect(proof?.script).toMatch(/^\/assets\/proof/);
    if (proof === undefined) throw new Error("no challenge came with the page");
    const sent = { id, proof: solved(proof.challenge) };
    const [before, spent] = [await target().count("spool", WAVES.proof), await target().count("proof", WAVES.proof)];
    expect((await respond(target, WAVES.proof, sent)).status).toBe(201);
    // A retry, whatever it carries.
    for (const again of [sent, { id }, { id, proof: MARKER }]) {
      expect((await respond(target, WAVES.proof, again)).status).toBe(201);
    }
    expect([await target().count("spool", WAVES.proof), await target().count("proof", WAVES.proof)]).toEqual([
      before + 1,
      spent + 1,
    ]);
    expect(dataOf(await (await target().fetch(OPEN)).text()).proof).toBeUndefined();
  });

  test("missing, forged, unsolved or made for elsewhere, it is refused with a fresh challenge that does", async () => {
    const challenge = await challengeFor(SHEFFIELD);
    const easier = { ...challenge, parameters: { ...challenge.parameters, keyPrefix: "00" } };
    const later = { ...challenge, parameters: { ...challenge.parameters, data: { until: 9e15 } } };
    const wrong: readonly (readonly [string | undefined, string])[] = [
      [undefined, "proof.required"],
      [MARKER, "proof.wrong"],
      ["", "proof.wrong"],
      [proofPayload(challenge, { counter: 0, derivedKey: "00".repeat(32) }), "proof.wrong"],
      [solved(easier), "proof.wrong"],
      [solved(later), "proof.wrong"],
      [solved({ ...challenge, signature: "00".repeat(32) }), "proof.wrong"],
      [solved(await challengeFor(GUILDFORD)), "proof.wrong"],
      [solved(await challengeFor(SHEFFIELD, WAVES.open)), "proof.wrong"],
    ];
    const before = await target().count("spool", WAVES.proof);
    for (const [proof, code] of wrong) {
      const response = await respond(target, WAVES.proof, proof === undefined ? {} : { proof });
      const problem = (await response.json()) as Problem;
      expect([proof, response.status, problem.code]).toEqual([proof, 422, code]);
      if (problem.challenge === undefined) throw new Error("no challenge came with the refusal");
      expect(JSON.stringify(problem)).not.toContain(MARKER);
    }
    expect(await target().count("spool", WAVES.proof)).toBe(before);
    expect((await respond(target, WAVES.proof, { proof: solved(challenge) })).status).toBe(201);
  });

  test("counts once, also where many use it at the same time, and spends no code with it", async () => {
    const proof = solved(await challengeFor(SHEFFIELD));
    const before = await target().count("spool", WAVES.proof);
    const all = await Promise.all(Array.from({ length: 10 }, () => respond(target, WAVES.proof, { proof })));
    const codes = await Promise.all(all.map(codeOf));
    expect(codes.sort()).toEqual([201, ...Array.from({ length: 9 }, () => "proof.wrong")]);
    expect(await target().count("spool", WAVES.proof)).toBe(before + 1);
    const refused = await respond(target, WAVES.proof, { proof });
    const { challenge } = (await refused.json()) as Problem;
    if (challenge === undefined) throw new Error("no challenge came with the refusal");
    expect((await respond(target, WAVES.proof, { proof: solved(challenge) })).status).toBe(201);
  });

  test("is asked of nobody without JavaScript", async () => {
    const path = `/survey/${WAVES.proof}/${SHEFFIELD}`;
    const form = await startForm(target, path);
    const response = await press(target, path, { ...form.hidden, go: "submit" });
    expect([response.status, response.headers.get("Location")]).toEqual([303, `${path}/thank-you`]);
  });
}

function describeLimits(target: Target): void {
  test(
    "a flood from one address is a trickle, without a failure, and nobody else notices",
    { timeout: 120_000 },
    async () => {
      const before = await target().count("spool", WAVES.open);
      const statuses = new Map<number, number>();
      const id = freshId();
      await respond(target, WAVES.open, { id }, "192.0.2.1");
      for (let sent = 0; sent < FLOOD; sent += AT_ONCE) {
        const part = Array.from({ length: AT_ONCE }, () => respond(target, WAVES.open, {}, "192.0.2.1"));
        for (const { status } of await Promise.all(part)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      expect([...statuses.keys()].sort()).toEqual([201, 429]);
      const taken = statuses.get(201) ?? 0;
      expect(taken).toBeLessThan(TRICKLE);
      expect(await target().count("spool", WAVES.open)).toBe(before + 1 + taken);
      // A known id is answered all the same; others send, and everybody reads.
      expect((await respond(target, WAVES.open, { id }, "192.0.2.1")).status).toBe(201);
      expect((await respond(target, WAVES.open, {}, "192.0.2.2")).status).toBe(201);
      expect((await target().fetch("/api/v1/waves", {}, "192.0.2.1")).status).toBe(200);
      const refused = await respond(target, WAVES.open, {}, "192.0.2.1");
      expect(refused.headers.get("Retry-After")).toMatch(/^\d{1,2}$/);
      expect(await codeOf(refused)).toBe("request.too_many");
      // Whoever began with a page of ours is not held up by programs that did not.
      const own = { id: freshId(), form: "" };
      own.form = await earlierStart(target().services, WAVES.open, SHEFFIELD, own.id);
      expect((await respond(target, WAVES.open, own, "192.0.2.1")).status).toBe(201);
    },
  );

  test("a hall of 150 people behind one address is let through, over IPv6 too", { timeout: 60_000 }, async () => {
    const { services } = target();
    const people = Array.from({ length: 150 }, async (_, person) => {
      const id = freshId();
      const form = await earlierStart(services, WAVES.open, SHEFFIELD, id);
      return respond(target, WAVES.open, { id, form }, `2001:db8:0:7::${person.toString(16)}`);
    });
    expect(new Set((await Promise.all(people)).map(({ status }) => status))).toEqual(new Set([201]));
  });

  test("codes are not tried out: wrong ones soon wait, and a right one from elsewhere does not", async () => {
    const { services, world } = target();
    const tried: (string | number)[] = [];
    for (let at = 0; at < 60; at += 1) {
      const id = freshId();
      const form = await earlierStart(services, WAVES.coded, SHEFFIELD, id);
      tried.push(await codeOf(await respond(target, WAVES.coded, { id, form, code: "2222222222" }, "192.0.2.3")));
    }
    expect(new Set(tried.slice(0, 40))).toEqual(new Set(["code.unknown"]));
    expect(tried.at(-1)).toBe("request.too_many");
    const code = world.codes.sheffield[9] ?? "";
    expect((await respond(target, WAVES.coded, { code }, "192.0.2.4")).status).toBe(201);
  });

  test("a form that has to wait keeps its answers and says for how long", { timeout: 60_000 }, async () => {
    const { forms, addressOf } = target().services;
    const statuses: number[] = [];
    let html = "";
    for (let sent = 0; sent < 250 && html === ""; sent += 1) {
      const progress = { answers: ANSWERS, texts: {}, screen: CHECK, changing: false };
      const begun: FormState = { id: freshId(), arm: 0, made: Date.now() - 60_000, code: "", progress };
      const state = await forms.seal(stateBinding(WAVES.open, SHEFFIELD), begun);
      const response = await press(target, OPEN, { state, go: "submit" }, "192.0.2.5");
      statuses.push(response.status);
      if (response.status === 429) html = await response.text();
    }
    expect(statuses.length).toBeGreaterThan(150);
    expect(new Set(statuses)).toEqual(new Set([303, 429]));
    expect(html).toMatch(/Please send it again in (1 second|\d+ seconds)\./);
    expect(html).toContain("Very satisfied");
    expect(addressOf(() => undefined, undefined)).toBeNull();
  });
}
