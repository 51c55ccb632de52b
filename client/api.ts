/** The only place in the browser that talks to the server. */
import type { ProblemCode } from "../server/contract/problems.ts";
import type { NewResponse, Receipt } from "../server/contract/wire.ts";

/** Why a call came to nothing: the code of the problem, or `network` where no answer came. */
export type Refusal = ProblemCode | "network";

/** What a call comes to: data, or why there is none. */
export type ApiAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly code: Refusal };

/** The calls that the browser makes. */
export interface Api {
  sendResponse(wave: string, response: NewResponse): Promise<ApiAnswer<Receipt>>;
}

/** The API over `fetch`. */
export function createApi(fetcher: typeof fetch): Api {
  return {
    async sendResponse(wave, response) {
      try {
        const answer = await fetcher(`/api/v1/waves/${encodeURIComponent(wave)}/responses`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(response),
          credentials: "omit",
          referrerPolicy: "no-referrer",
        });
        const body: unknown = await answer.json();
        if (answer.ok) return { ok: true, data: body as Receipt };
        return { ok: false, code: (body as { code: ProblemCode }).code };
      } catch {
        return { ok: false, code: "network" };
      }
    },
  };
}
