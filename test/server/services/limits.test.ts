/** The limits of a network: buckets that run out slowly, under names that say nothing, forgotten within ten minutes. */
import { describe, expect, test } from "vitest";
import { createMemoryLimiter, FORGOTTEN_MS, nodeAddressOf } from "../../../server/node-limits.ts";
import { randomBytes } from "../../../server/sealing/bytes.ts";
import { LIMITS, type RateLimiter, WRONG_CODE_COST } from "../../../server/services/limits.ts";
import { lastHop, networkOf } from "../../../server/services/network.ts";
import { workerAddressOf, createBindingLimiter } from "../../../server/worker-limits.ts";

const NETWORK = "192.0.2.1";
const MINUTE_MS = 60_000;

/** A limiter on a clock of its own, with what is to be done later. */
function createLimiter(): { limiter: RateLimiter; pass: (milliseconds: number) => void; salts: Uint8Array[] } {
  let at = 1_000_000;
  const waiting: { readonly at: number; readonly work: () => void }[] = [];
  const salts: Uint8Array[] = [];
  const limiter = createMemoryLimiter({
    now: () => at,
    random: (length) => {
      const salt = randomBytes(length);
      salts.push(salt);
      return salt;
    },
    later: (work, milliseconds) => void waiting.push({ at: at + milliseconds, work }),
  });
  function pass(milliseconds: number): void {
    at += milliseconds;
    for (const one of waiting.splice(0)) {
      if (one.at <= at) one.work();
      else waiting.push(one);
    }
  }
  return { limiter, pass, salts };
}

/** How many of so many are taken at once. */
async function takenOf(limiter: RateLimiter, tries: number, network = NETWORK): Promise<number> {
  let taken = 0;
  for (let tried = 0; tried < tries; tried += 1) if ((await limiter.take("response", network)) === 0) taken += 1;
  return taken;
}

describe("a bucket in memory", () => {
  test("holds what a hall sends at once, then lets through as much as flows out, and says how long to wait", async () => {
    const { limiter, pass } = createLimiter();
    const { most, perMinute } = LIMITS.response;
    expect(await takenOf(limiter, 1000)).toBe(most);
    expect(await limiter.take("response", NETWORK)).toBe(MINUTE_MS / perMinute / 1000);
    pass(MINUTE_MS);
    expect(await takenOf(limiter, 1000)).toBe(perMinute);
    expect(await takenOf(limiter, 1000, "192.0.2.2")).toBe(most);
    expect(await limiter.take("step", NETWORK)).toBe(0);
  });

  test("never stops thirty pupils an hour, nor two hundred people spread over ten minutes", async () => {
    for (const [people, minutes] of [
      [30, 60],
      [200, 10],
    ] as const) {
      const { limiter, pass } = createLimiter();
      for (let sent = 0; sent < people; sent += 1) {
        expect(await limiter.take("response", NETWORK)).toBe(0);
        pass((minutes * MINUTE_MS) / people);
      }
    }
  });

  test("forgets its salt and all networks ten minutes after the first, though nobody asks", async () => {
    const { limiter, pass, salts } = createLimiter();
    await takenOf(limiter, 1000);
    pass(FORGOTTEN_MS - 1);
    await limiter.take("response", NETWORK);
    expect(salts).toHaveLength(1);
    pass(1);
    expect(await takenOf(limiter, 1000)).toBe(LIMITS.response.most);
    expect(salts).toHaveLength(2);
    expect(salts[0]).not.toEqual(salts[1]);
  });

  test("counts a wrong code ten times, also where it runs over", async () => {
    const { limiter } = createLimiter();
    let tries = 0;
    while ((await limiter.take("code", NETWORK)) === 0) {
      await limiter.charge("code", NETWORK, WRONG_CODE_COST - 1);
      tries += 1;
    }
    expect(tries).toBe(LIMITS.code.most / WRONG_CODE_COST);
    expect(await limiter.take("code", NETWORK)).toBeGreaterThan(0);
    expect(await limiter.take("code", "192.0.2.2")).toBe(0);
  });
});

describe("the counters of Workers", () => {
  test("are asked by names that hold no address and change every ten minutes; without them everything is taken", async () => {
    const names: string[] = [];
    let at = 0;
    const counter = {
      limit({ key }: { key: string }): Promise<{ success: boolean }> {
        names.push(key);
        return Promise.resolve({ success: names.length < 3 });
      },
    };
    const limiter = createBindingLimiter({ LIMIT_RESPONSE: counter }, randomBytes(32), () => at);
    const waits = [await limiter.take("response", NETWORK)];
    at = FORGOTTEN_MS;
    waits.push(await limiter.take("response", NETWORK), await limiter.take("response", NETWORK));
    expect(waits).toEqual([0, 0, 60]);
    expect([names[0] === names[1], names[1] === names[2]]).toEqual([false, true]);
    expect(names.join()).not.toContain(NETWORK);
    await limiter.charge("response", NETWORK, 4);
    expect(names).toHaveLength(7);
    expect(await limiter.take("step", NETWORK)).toBe(0);
  });
});

describe("the network of an address", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["192.0.2.7:51234", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:0:7::1", "2001:db8:0:7"],
    ["2001:0DB8:0000:0007:0001:2:3:4", "2001:db8:0:7"],
    ["[2001:db8::1]:443", "2001:db8:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["::1", "0:0:0:0"],
    ["64:ff9b::192.0.2.7", "64:ff9b:0:0"],
    ["", null],
    ["unknown", null],
    ["300.1.1.1", null],
    ["1:2:3", null],
    ["1::2::3", null],
    ["1:2:3:4:5:6:7:8:9", null],
    ["2001:db8::zz", null],
  ])("%s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("is that of the connection, unless a proxy is trusted: then the one that the proxy wrote last", () => {
    const runtime = { incoming: { socket: { remoteAddress: "::ffff:198.51.100.1" } } };
    const header = (name: string): string | undefined =>
      name === "X-Forwarded-For" ? "6.6.6.6, 192.0.2.7" : undefined;
    expect(lastHop("6.6.6.6, 192.0.2.7")).toBe("192.0.2.7");
    expect(nodeAddressOf(null)(header, runtime)).toBe("198.51.100.1");
    expect(nodeAddressOf("X-Forwarded-For")(header, runtime)).toBe("192.0.2.7");
    expect(nodeAddressOf("X-Real-IP")(header, runtime)).toBe("198.51.100.1");
    expect(nodeAddressOf("X-Forwarded-For")(() => "none", runtime)).toBe("198.51.100.1");
    expect(nodeAddressOf(null)(header, undefined)).toBeNull();
    expect(workerAddressOf((name) => (name === "CF-Connecting-IP" ? "2001:db8::1" : undefined), {})).toBe(
      "2001:db8:0:0",
    );
  });
});
