import type { ProofAsked } from "./models/survey-model.ts";

/**
 * Loads what computes the proof as the page is loaded, and gives the `fetch` that sends with it. Where it could not be
 * loaded it is asked for again as the answers are sent: until then they wait like those without a connection.
 */
export function fetchWithProof({ script, challenge }: ProofAsked): typeof fetch {
  let tries = 0;
  const load = async (): Promise<typeof fetch> => {
    // Some browsers remember that an address failed, so each try has one of its own.
    const { prove } = (await import(tries++ === 0 ? script : `${script}?${tries}`)) as typeof import("./proof.ts");
    return prove(fetch.bind(window), challenge);
  };
  let loading = load();
  return (address, init) => loading.catch(() => (loading = load())).then((proving) => proving(address, init));
}
