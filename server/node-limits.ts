/** The limits on Node: buckets in memory under salted names, and the address of whoever asks. */
import { createHmac } from "node:crypto";
import type { Later } from "./keys/wave-keys.ts";
import type { RandomBytes } from "./sealing/bytes.ts";
import { type Limit, type LimitKind, LIMITS, type RateLimiter } from "./services/limits.ts";
import { type AddressOf, lastHop, networkOf } from "./services/network.ts";

/** How long a name and its salt are kept at most: all are forgotten together. */
export const FORGOTTEN_MS = 10 * 60 * 1000;

/** More networks than this are not remembered: the one that was counted longest ago is forgotten for each new one. */
const NETWORKS_MAX = 50_000;
const SALT_BYTES = 32;
const MINUTE_MS = 60_000;

/** What a limiter works with. `now` may count from any moment. */
export interface MemoryLimiterServices {
  readonly now: () => number;
  readonly random: RandomBytes;
  readonly later: Later;
  readonly limits?: Readonly<Record<LimitKind, Limit>>;
}

/**
 * A limiter in this process's memory. Each bucket is one number, the moment at which it will be empty (GCRA), under the
 * HMAC of its network and a random salt; the salt and all buckets go ten minutes after the first was made, whether or
 * not anybody asks again.
 */
export function createMemoryLimiter(services: MemoryLimiterServices): RateLimiter {
  const { now, random, later, limits = LIMITS } = services;
  const buckets = new Map<string, number>();
  let salt: Uint8Array | null = null;

  function forget(): void {
    buckets.clear();
    salt = null;
  }

  function nameOf(kind: LimitKind, network: string): string {
    if (salt === null) {
      salt = random(SALT_BYTES);
      later(forget, FORGOTTEN_MS);
    }
    return createHmac("sha256", salt).update(`${kind} ${network}`).digest("base64");
  }

  function keep(name: string, emptyAt: number): void {
    buckets.delete(name);
    const [oldest] = buckets.keys();
    if (buckets.size >= NETWORKS_MAX && oldest !== undefined) buckets.delete(oldest);
    buckets.set(name, emptyAt);
  }

  function bucket(kind: LimitKind, network: string): { name: string; emptyAt: number; one: number; most: number } {
    const name = nameOf(kind, network);
    const one = MINUTE_MS / limits[kind].perMinute;
    return { name, emptyAt: Math.max(buckets.get(name) ?? 0, now()), one, most: limits[kind].most * one };
  }

  return {
    async take(kind, network) {
      const { name, emptyAt, one, most } = bucket(kind, network);
      const over = emptyAt + one - now() - most;
      if (over > 0) return Math.ceil(over / 1000);
      keep(name, emptyAt + one);
      return 0;
    },
    async charge(kind, network, cost) {
      const { name, emptyAt, one, most } = bucket(kind, network);
      keep(name, Math.min(emptyAt, now() + most) + cost * one);
    },
  };
}

/**
 * The address of whoever asks: that of the connection, unless a proxy is trusted, whose header then says it: its last
 * entry, which that proxy wrote itself.
 */
export function nodeAddressOf(trustedProxy: string | null): AddressOf {
  return (header, runtime) => {
    const forwarded = trustedProxy === null ? undefined : header(trustedProxy);
    const hop = forwarded === undefined ? null : networkOf(lastHop(forwarded));
    return hop ?? networkOf(socketAddress(runtime));
  };
}

/** The address that a connection comes from, as the Node server passes it on; empty where it is not known. */
export function socketAddress(runtime: unknown): string {
  const { incoming } = (runtime ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? "";
}
