/**
 * How much may come from one network. The limits are buckets: so much at once, and then as much as flows out. A hall of
 * 200 people who all send within a minute pass, and so do thirty pupils an hour; a flood is held to a trickle.
 */
/** What is counted, each by itself. */
export type LimitKind = "response" | "unsigned" | "code" | "step";

/** A bucket: how much it holds, and how much flows out in a minute. */
export interface Limit {
  readonly most: number;
  readonly perMinute: number;
}

/**
 * The limits of one network on Node. `wrangler.toml` has those of Workers, which count by the minute.
 * - `response`: responses that began with a form of ours. A hall of 200 at once, and 1,200 an hour after that.
 * - `unsigned`: responses without such a form, which only programs send. Whoever has many sends a file instead.
 * - `code`: codes that were wrong; each costs ten. Twenty people who mistype theirs twice are let through.
 * - `step`: pages of the survey without JavaScript. 200 people with twenty pages each.
 */
export const LIMITS: Readonly<Record<LimitKind, Limit>> = {
  response: { most: 200, perMinute: 20 },
  unsigned: { most: 20, perMinute: 6 },
  code: { most: 500, perMinute: 50 },
  step: { most: 4000, perMinute: 400 },
};

/** What a wrong code costs; a right one costs 1. */
export const WRONG_CODE_COST = 10;

/** Counts what comes from a network. Keeps no address, and forgets everything within ten minutes. */
export interface RateLimiter {
  /** Counts one, and gives 0; or gives the seconds to wait, and counts nothing. */
  take(kind: LimitKind, network: string): Promise<number>;
  /** Counts what has turned out to cost more, even where the bucket runs over. */
  charge(kind: LimitKind, network: string, cost: number): Promise<void>;
}

/** Where something comes from: the network, and whether over the API or by the forms of pages without JavaScript. */
export interface Sender {
  /** Null where the runtime does not say, which is not limited: on Node and on Workers it always does. */
  readonly network: string | null;
  readonly way: "api" | "page";
}

/** A sender of whom nothing is known, e.g. a program of our own. */
export const NOBODY: Sender = { network: null, way: "api" };

/** Counts one of a kind; seconds to wait, 0 where there are none. */
export async function takeFrom(limiter: RateLimiter, kind: LimitKind, { network }: Sender): Promise<number> {
  return network === null ? 0 : limiter.take(kind, network);
}
