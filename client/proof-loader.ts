import type { ProofAsked } from "./models/survey-model.ts";
import type { prove } from "./proof.ts";

interface ProofScript {
  readonly prove: typeof prove;
}

/**
 * Loads what computes the proof as the page is loaded, and gives the `fetch` that sends with it. Where it could not be
 * loaded it is asked for again as the answers are sent: until then they wait like those without a connection.
 */
export function fetchWithProof({ script, challenge }: ProofAsked): typeof fetch {
  // Some browsers remember that an address failed, so the second time it is another.
  const load = async (address: string): Promise<typeof fetch> =>
    ((await import(address)) as ProofScript).prove(fetch.bind(window), challenge);
  const first = load(script);
  return async (...request) => (await first.catch(() => load(`${script}?${Date.now()}`)))(...request);
}
