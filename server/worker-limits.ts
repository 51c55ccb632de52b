/** The limits on Workers: Cloudflare's own counters, under names that change every ten minutes. */
import { toBase64Url, toBytes } from "./sealing/bytes.ts";
import { hmac } from "./sealing/hmac.ts";
import type { LimitKind, RateLimiter } from "./services/limits.ts";
import { type AddressOf, networkOf } from "./services/network.ts";

/** A counter, as `[[ratelimits]]` in `wrangler.toml` binds it. */
interface Counter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** The bindings; a Worker without them takes everything. */
export const COUNTERS: Readonly<Record<LimitKind, string>> = {
  response: "LIMIT_RESPONSE",
  unsigned: "LIMIT_UNSIGNED",
  code: "LIMIT_CODE",
  step: "LIMIT_STEP",
};

/** The counters' own period, the longest that Cloudflare offers: whoever is refused waits for the next. */
const PERIOD_SECONDS = 60;
const FORGOTTEN_MS = 10 * 60 * 1000;

/**
 * A limiter over the bindings. A network is counted under its HMAC, whose key is the salt: one derived from the form key
 * (HKDF), since isolates share no memory, and another for every ten minutes.
 */
export function createBindingLimiter(
  bindings: Readonly<Record<string, unknown>>,
  key: Uint8Array<ArrayBuffer>,
  now: () => number,
): RateLimiter {
  let kept: { readonly period: number; readonly salt: Promise<Uint8Array<ArrayBuffer>> } | null = null;

  function saltOf(period: number): Promise<Uint8Array<ArrayBuffer>> {
    if (kept?.period !== period) kept = { period, salt: derivedSalt(key, period) };
    return kept.salt;
  }

  async function isWithin(kind: LimitKind, network: string): Promise<boolean> {
    const counter = bindings[COUNTERS[kind]] as Counter | undefined;
    if (counter === undefined) return true;
    const salt = await saltOf(Math.floor(now() / FORGOTTEN_MS));
    const { success } = await counter.limit({ key: toBase64Url(await hmac(salt, network)) });
    return success;
  }

  return {
    take: async (kind, network) => ((await isWithin(kind, network)) ? 0 : PERIOD_SECONDS),
    async charge(kind, network, cost) {
      for (let counted = 0; counted < cost; counted += 1) await isWithin(kind, network);
    },
  };
}

async function derivedSalt(key: Uint8Array<ArrayBuffer>, period: number): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey("raw", key, "HKDF", false, ["deriveBits"]);
  const info = toBytes(`soundings limits v1 ${period}`);
  const options = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
  return new Uint8Array(await crypto.subtle.deriveBits(options, material, 256));
}

/** The address of whoever asks, which Cloudflare says and nobody else can. */
export const workerAddressOf: AddressOf = (header) => networkOf(header("CF-Connecting-IP") ?? "");
