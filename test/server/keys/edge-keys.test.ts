import { describe, expect, test } from "vitest";
import { createWaveKeys, keptEdgeKeys, type WaveKeys } from "../../../server/keys/wave-keys.ts";

const WAVE = "wave";
const { keys } = await createWaveKeys();

/** A port that counts its reads, and a clock whose timers a test runs. */
function edgeOver(held: () => Promise<WaveKeys | null>) {
  const timers: (() => void)[] = [];
  let reads = 0;
  const read = (): Promise<WaveKeys | null> => {
    reads += 1;
    return held();
  };
  const port = keptEdgeKeys({ read }, (work) => timers.push(work));
  return { port, reads: () => reads, timers, elapse: () => timers.splice(0).forEach((work) => work()) };
}

describe("the edge's keys", () => {
  test("hold nothing that opens a response, and neither noise nor record keys", async () => {
    const found = await edgeOver(async () => keys).port.read(WAVE);
    expect(Object.keys(found ?? {}).sort()).toEqual(["code", "nullifier", "spool"]);
    expect(found).toEqual({
      code: keys.collection?.code,
      nullifier: keys.collection?.nullifier,
      spool: keys.collection?.spool,
    });
  });

  test("are read once while they are kept, and dropped when their time is over though nobody asks again", async () => {
    const { port, reads, timers, elapse } = edgeOver(async () => keys);
    const all = await Promise.all([port.read(WAVE), port.read(WAVE), port.read(WAVE)]);
    expect([reads(), timers.length, new Set(all).size]).toEqual([1, 1, 1]);
    const kept = new WeakRef(all[0] ?? {});
    elapse();
    expect(await port.read(WAVE)).not.toBe(kept.deref());
    expect(reads()).toBe(2);
  });

  test("are gone after the seal, at the latest when their time is over", async () => {
    let held: WaveKeys = keys;
    const { port, elapse } = edgeOver(async () => held);
    expect(await port.read(WAVE)).not.toBeNull();
    held = { noise: keys.noise, recordKeyWrapping: keys.recordKeyWrapping };
    elapse();
    expect(await port.read(WAVE)).toBeNull();
  });

  test("that are not there, or cannot be read, are asked for again", async () => {
    const answers: (() => Promise<WaveKeys | null>)[] = [
      async () => null,
      () => Promise.reject(new Error("no disk")),
      async () => keys,
    ];
    const { port, reads } = edgeOver(() => (answers.shift() ?? (async () => null))());
    expect(await port.read(WAVE)).toBeNull();
    await expect(port.read(WAVE)).rejects.toThrow("no disk");
    expect(await port.read(WAVE)).not.toBeNull();
    expect(reads()).toBe(3);
  });
});
