/** Which failures pass: nothing was decided, and the same request may be sent again. */

const NAMES = ["DatabaseBusyError", "TimeoutError", "AbortError", "PictureBusyError"];
const CODES = /^(SQLITE_BUSY|SQLITE_LOCKED)/;
// Nobody at the other end is "fetch failed" on Node and "Network connection lost" inside workerd.
const MESSAGES = /^(fetch failed|Network connection lost)/;
const CAUSES_MAX = 6;

/** Seconds to wait before the same is sent again. */
export const RETRY_SECONDS = "2";

/** Whether a database was busy or out of reach. A read's failure comes wrapped, so the causes are asked too. */
export function isBusy(error: unknown): boolean {
  let at = error;
  for (let depth = 0; depth < CAUSES_MAX && at instanceof Error; depth += 1) {
    const code = "code" in at ? String(at.code) : "";
    if (NAMES.includes(at.name) || CODES.test(code) || MESSAGES.test(at.message)) return true;
    at = at.cause;
  }
  return false;
}
