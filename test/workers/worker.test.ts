/**
 * Inside workerd, against real libSQL servers: the contract, and what only the Worker has, which is bindings that may be
 * wrong, databases that may be gone, and the mover's trigger. One file, since the trigger would move the contract's rows.
 */
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { moverKeySecret, waveKeysSecret } from "../../server/keys/secret-keys.ts";
import { createApp } from "../../server/http/app.ts";
import worker from "../../server/worker.ts";
import { createIsolate, createWorkerServices } from "../../server/worker-services.ts";
import { httpContract } from "../http/contract.ts";
import { expectRefusal, freshId, GUILDFORD, json, SHEFFIELD, WAVES } from "../http/target.ts";
import { ASSETS, createWorkerTarget, numberOf } from "./target.ts";

const POSTS = `/api/v1/waves/${WAVES.moved}/responses`;
const MOVED_FROM = 10;
const NOBODY = "http://127.0.0.1:1";

let error: MockInstance<typeof console.error>;
let log: MockInstance<typeof console.log>;

function without(name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(env).filter(([one]) => one !== name));
}

async function respond(place: string): Promise<void> {
  const request = new Request(`http://localhost${POSTS}`, json({ id: freshId(), place, answers: {} }));
  expect((await worker.fetch(request, env)).status).toBe(201);
}

const waiting = (place: string): Promise<number> =>
  numberOf(
    "intake",
    `SELECT count(*) AS rows FROM spool WHERE sealed IS NOT NULL AND place = '${place}' AND wave = ?`,
    WAVES.moved,
  );
const stored = (): Promise<number> =>
  numberOf("responses", "SELECT count(*) AS rows FROM response WHERE wave = ?", WAVES.moved);

httpContract("inside workerd, over libSQL servers", createWorkerTarget);

describe("what only the Worker has", () => {
  beforeEach(() => {
    error = vi.spyOn(console, "error").mockReturnValue();
    log = vi.spyOn(console, "log").mockReturnValue();
  });
  afterEach(() => vi.restoreAllMocks());

  describe("bindings", () => {
    test.each([
      ["INTAKE_URL", undefined, "INTAKE_URL is not set"],
      ["OFFICE_URL", "office.example.org", "OFFICE_URL must be a libSQL address"],
      ["FORM_KEY", undefined, "FORM_KEY is not set"],
      ["FORM_KEY", "c2hvcnQ", "FORM_KEY must be 32 bytes in URL-safe base 64"],
    ])(
      "that are wrong in %s (%s) are named in the log, and the visitor learns nothing of them",
      async (name, value, line) => {
        const bindings = value === undefined ? without(name) : { ...env, [name]: value };
        const response = await worker.fetch(new Request("http://localhost/"), bindings);
        expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining(name)]);
        expect(error).toHaveBeenCalledWith(expect.stringContaining(line));
      },
    );

    test("that hold no key of a wave close it, and a key that is none is not quoted", async () => {
      const send = (): Request =>
        new Request(`http://localhost${POSTS}`, json({ id: freshId(), place: SHEFFIELD, answers: {} }));
      await expectRefusal(await worker.fetch(send(), without(waveKeysSecret(WAVES.moved))), POSTS, "wave.closed");
      const bindings = { ...env, [waveKeysSecret(WAVES.moved)]: "no key" };
      await expectRefusal(await worker.fetch(send(), bindings), POSTS, "internal");
      expect(JSON.stringify(log.mock.calls)).not.toContain("no key");
    });
  });

  describe("an isolate", () => {
    test("keeps what it has read for the next request, though no client", async () => {
      const path = `http://localhost/api/v1/places/${SHEFFIELD}`;
      expect((await exports.default.fetch(path)).status).toBe(200);
      const called = vi.spyOn(globalThis, "fetch");
      expect((await exports.default.fetch(path)).status).toBe(200);
      expect(called).not.toHaveBeenCalled();
      expect((await exports.default.fetch("http://localhost/readyz")).status).toBe(200);
      expect(called).toHaveBeenCalledTimes(3);
    });
  });

  describe("databases that are gone", () => {
    test("make a response service.busy, so that it is sent again", async () => {
      const app = createApp(createWorkerServices(createIsolate({ ...env, INTAKE_URL: NOBODY }, ASSETS)));
      const response = await app.request(POSTS, json({ id: freshId(), place: SHEFFIELD, answers: {} }));
      await expectRefusal(response, POSTS, "service.busy");
    });

    test("are said by /readyz", async () => {
      const response = await worker.fetch(new Request("http://localhost/readyz"), { ...env, RESPONSES_URL: NOBODY });
      expect(response.status).toBe(503);
    });
  });

  describe("the mover's trigger", () => {
    test("moves nothing without the key that opens responses, then all of a place where ten wait, and leaves fewer", async () => {
      for (let sent = 0; sent < MOVED_FROM; sent += 1) await respond(SHEFFIELD);
      for (let sent = 0; sent < MOVED_FROM - 1; sent += 1) await respond(GUILDFORD);
      const edgeOnly = without(moverKeySecret(WAVES.moved));
      await worker.scheduled(null, edgeOnly);
      expect([await stored(), await waiting(SHEFFIELD)]).toEqual([0, MOVED_FROM]);
      await worker.scheduled(null, env);
      expect([await stored(), await waiting(SHEFFIELD), await waiting(GUILDFORD)]).toEqual([
        MOVED_FROM,
        0,
        MOVED_FROM - 1,
      ]);
      await worker.scheduled(null, env);
      expect(await stored()).toBe(MOVED_FROM);
    });

    test("says by its kind alone what failed, and goes on with the other waves", async () => {
      await worker.scheduled(null, { ...env, [moverKeySecret(WAVES.coded)]: "no key" });
      const lines = log.mock.calls.flat().join("\n");
      expect(lines).toContain('"event":"move.failed"');
      expect(lines).not.toContain("no key");
    });
  });
});
