/** Proofs of work: by our solver and by the library's, on a clock, for one wave and place. */
import { createHash } from "node:crypto";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import type { Challenge } from "altcha-lib/types";
import { describe, expect, test } from "vitest";
import { proofPayload, solveProof } from "../../../client/models/proof-of-work.ts";
import type { ProofChallenge } from "../../../server/contract/wire.ts";
import { randomBytes } from "../../../server/sealing/bytes.ts";
import { COUNTER_MAX, createProofs } from "../../../server/services/proofs.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const KEY = randomBytes(32);
let at = Date.parse("2027-06-01T09:00:00Z");
const proofs = createProofs(KEY, randomBytes, () => at);

function solved(challenge: ProofChallenge): string {
  const solution = solveProof(challenge, 0, COUNTER_MAX);
  if (solution === null) throw new Error("no solution");
  return proofPayload(challenge, solution);
}

describe("a proof of work", () => {
  test("is right for a day, for its wave and place, and under its key", async () => {
    const challenge = await proofs.challenge("wave", "place");
    const proof = solved(challenge);
    expect(await proofs.check("wave", "place", proof)).toBe(challenge.parameters.nonce);
    expect(await proofs.check("other", "place", proof)).toBeNull();
    expect(await proofs.check("wave", "other", proof)).toBeNull();
    const foreign = createProofs(randomBytes(32), randomBytes, () => at);
    expect(await foreign.check("wave", "place", proof)).toBeNull();
    at += DAY_MS - 1;
    expect(await proofs.check("wave", "place", proof)).not.toBeNull();
    at += 1;
    expect(await proofs.check("wave", "place", proof)).toBeNull();
  });

  test("of the library's own solver is as good, so that any ALTCHA client can make one", async () => {
    const challenge = await proofs.challenge("wave", "place");
    const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey });
    if (solution === null) throw new Error("no solution");
    const { counter, derivedKey } = solution;
    expect(solveProof(challenge, 0, COUNTER_MAX)).toEqual({ counter, derivedKey });
    expect(await proofs.check("wave", "place", btoa(JSON.stringify({ challenge, solution })))).not.toBeNull();
  }, 120_000);

  test("is none where anything of it is another, whatever that is", async () => {
    const challenge = await proofs.challenge("wave", "place");
    const solution = solveProof(challenge, 0, COUNTER_MAX);
    const { parameters, signature } = challenge;
    const wrong: readonly unknown[] = [
      null,
      {},
      { challenge, solution: null },
      { challenge, solution: { ...solution, counter: -1 } },
      { challenge, solution: { ...solution, counter: (solution?.counter ?? 0) + 1 } },
      { challenge: { parameters: { ...parameters, cost: 1e9 }, signature }, solution },
      { challenge: { parameters: { ...parameters, algorithm: "SCRYPT" }, signature }, solution },
      { challenge: { parameters: { ...parameters, nonce: "zz" }, signature }, solution },
      { challenge: { parameters, signature: signature.toUpperCase() }, solution },
      { challenge: { parameters }, solution },
    ];
    for (const payload of wrong) {
      expect([payload, await proofs.check("wave", "place", btoa(JSON.stringify(payload)))]).toEqual([payload, null]);
    }
    for (const text of ["", "%", "AAAA"]) expect(await proofs.check("wave", "place", text)).toBeNull();
  });
});

describe("the solver", () => {
  test("computes SHA-256, and finds the counter in whichever part it is looked for", () => {
    const [nonce, salt] = ["0123456789abcdef".repeat(2), "fedcba9876543210".repeat(2)];
    for (const counter of [0, 1, 255, 65_536, 299_999]) {
      const password = Buffer.alloc(4);
      password.writeUInt32BE(counter);
      const derivedKey = createHash("sha256")
        .update(Buffer.from(salt + nonce, "hex"))
        .update(password)
        .digest("hex");
      const parameters = {
        algorithm: "SHA-256",
        nonce,
        salt,
        cost: 1,
        keyLength: 32,
        keyPrefix: derivedKey.slice(0, 32),
      };
      const challenge = { parameters, signature: "" };
      expect(solveProof(challenge, Math.max(0, counter - 3), 4)).toEqual({ counter, derivedKey });
      expect(solveProof(challenge, counter + 1, 4)).toBeNull();
    }
  });
});
