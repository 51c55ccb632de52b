/** The only place in the browser that talks to the server. */
import type { ProblemCode } from "../server/contract/problems.ts";
import type { NewResponse, Receipt } from "../server/contract/wire.ts";

/** Why a call came to nothing: the code of the problem, or `network` where no answer came. */
export type Refusal = ProblemCode | "network";

/** What a call comes to: data, or why there is none. */
export type ApiAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | {
      readonly ok: false;
      readonly code: Refusal;
      /** Seconds after which the same may be sent again by itself; 0 where somebody has to do something. */
      readonly wait: number;
    };

/** Bodies are made a multiple of so many bytes long: what somebody answered cannot be read from the size. */
const BODY_MULTIPLE_BYTES = 4096;

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
          body: padded(response),
          credentials: "omit",
          referrerPolicy: "no-referrer",
        });
        const body: unknown = await answer.json();
        if (answer.ok) return { ok: true, data: body as Receipt };
        const { code } = body as { code: ProblemCode };
        // A busy service is told to the resident, as before: nobody knows for how long.
        const wait = code === "service.busy" ? 0 : Number(answer.headers.get("Retry-After"));
        return { ok: false, code, wait };
      } catch {
        return { ok: false, code: "network", wait: 0 };
      }
    },
  };
}

/** The body of a submission, filled up with `padding`. */
function padded(response: NewResponse): string {
  const empty = JSON.stringify({ ...response, padding: "" });
  const { length } = new TextEncoder().encode(empty);
  const missing = Math.ceil(length / BODY_MULTIPLE_BYTES) * BODY_MULTIPLE_BYTES - length;
  return JSON.stringify({ ...response, padding: "-".repeat(missing) });
}
