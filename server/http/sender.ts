/** Where a request comes from, for the limits and for nothing else: no page, no log and no database sees it. */
import type { Context } from "hono";
import type { Sender } from "../services/limits.ts";
import type { Services } from "../services/types.ts";

/** The sender of a request. */
export function senderOf(c: Context, { addressOf }: Pick<Services, "addressOf">, way: Sender["way"]): Sender {
  return { network: addressOf((name) => c.req.header(name), c.env), way };
}
