/**
 * Computes the proof of work of a wave that asks for one, apart from the survey's own script and from its thread: while
 * the resident answers, with nothing to see and no request. This file is its own worker too.
 */
import { proofPayload, type ProofSolution, solveProof } from "./models/proof-of-work.ts";
import type { ProofChallenge } from "../server/contract/wire.ts";

/** So many hashes in one go: some milliseconds on an old phone, so that a page without workers goes on answering. */
const PART = 2000;
/** A challenge that came with a refusal is solved and sent so often before the resident is told. */
const TRIES_MAX = 3;

// Workers alone have it, modules among them; pages have not.
if ("importScripts" in globalThis) {
  addEventListener("message", (event: MessageEvent<ProofChallenge>) => {
    void solveHere(event.data).then((solution) => postMessage(solution));
  });
}

/** A `fetch` that adds the proof to what is posted, and solves the fresh challenge of a refusal by itself. */
export function prove(fetcher: typeof fetch, given: ProofChallenge): typeof fetch {
  let challenge = given;
  let solving = solveApart(challenge);
  return async (address, init) => {
    for (let tries = 1; ; tries += 1) {
      const proof = proofPayload(challenge, await solving);
      const body = JSON.stringify({ ...(JSON.parse(String(init?.body)) as object), proof });
      const answer = await fetcher(address, { ...init, body });
      const fresh = answer.ok ? undefined : await challengeIn(answer.clone());
      if (fresh === undefined) return answer;
      challenge = fresh;
      solving = solveApart(challenge);
      if (tries === TRIES_MAX) return answer;
    }
  };
}

async function challengeIn(answer: Response): Promise<ProofChallenge | undefined> {
  const problem = (await answer.json().catch(() => ({}))) as { challenge?: ProofChallenge };
  return problem.challenge;
}

/** In a worker where the browser has those of modules, and otherwise here. */
function solveApart(challenge: ProofChallenge): Promise<ProofSolution> {
  return new Promise((resolve) => {
    const here = (): void => void solveHere(challenge).then(resolve);
    try {
      const worker = new Worker(import.meta.url, { type: "module" });
      worker.addEventListener("message", (event: MessageEvent<ProofSolution>) => {
        worker.terminate();
        resolve(event.data);
      });
      worker.addEventListener("error", here, { once: true });
      worker.postMessage(challenge);
    } catch {
      here();
    }
  });
}

async function solveHere(challenge: ProofChallenge): Promise<ProofSolution> {
  for (let from = 0; ; from += PART) {
    const solution = solveProof(challenge, from, PART);
    if (solution !== null) return solution;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
