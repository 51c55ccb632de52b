import { describe, expect, test } from "vitest";
import { wrapRecordKey } from "../../../server/jobs/move.ts";
import { createRecordReader } from "../../../server/jobs/record-keys.ts";
import { listCountedColumns } from "../../../server/storage/responses.ts";
import { createInstallation, SINGLE_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";
import { createResident } from "../../support/residents.ts";

function numberOf(key: Uint8Array): number {
  return Number(`0x${Buffer.from(key).toString("hex")}`);
}

describe("the reader of record keys", () => {
  test("gives back what was wrapped, for every id and key", async () => {
    const random = createRandom("record keys");
    const wrapping = random(32);
    const read = createRecordReader(wrapping);
    const special = [new Uint8Array(6), new Uint8Array(6).fill(0xff)];
    for (const key of [...special, ...Array.from({ length: 200 }, () => random(6))]) {
      const id = random(16);
      expect(read(id, await wrapRecordKey(wrapping, id, key)).recordKey).toBe(numberOf(key));
    }
  });

  test("reads an id that is a part of a longer buffer", async () => {
    const random = createRandom("views");
    const [wrapping, whole, key] = [random(32), random(64), random(6)];
    const id = whole.subarray(20, 36);
    expect(createRecordReader(wrapping)(id, await wrapRecordKey(wrapping, id, key)).recordKey).toBe(numberOf(key));
  });

  test("gives other numbers under another key, all whole and below 2^48", async () => {
    const random = createRandom("others");
    const [id, wrapped] = [random(16), random(6)];
    const read = Array.from({ length: 100 }, () => createRecordReader(random(32))(id, wrapped));
    const numbers = read.flatMap(({ recordKey, member }) => [recordKey, member]);
    expect(new Set(numbers).size).toBe(200);
    expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0 && number < 2 ** 48)).toBe(true);
    expect(numbers.filter((number) => number >= 2 ** 47).length).toBeGreaterThan(40);
  });

  test("refuses what is no wrapped key", () => {
    const read = createRecordReader(new Uint8Array(32));
    expect(() => read(new Uint8Array(16), new Uint8Array(5))).toThrow("six bytes");
  });

  test("reads what the mover stored", async () => {
    const installation = await createInstallation({ kind: "files" });
    await installation.createTestWave({ id: "wave-1" });
    for (let index = 0; index < 12; index += 1) {
      await installation.accept(createResident("wave-1", SINGLE_TIER, `resident ${index}`).submission);
    }
    await installation.move("wave-1");
    const keys = await installation.keys.read("wave-1");
    const read = createRecordReader(keys!.recordKeyWrapping);
    const { responses } = installation.databases;
    const rows = await listCountedColumns(responses, "wave-1", SINGLE_TIER, new Uint8Array(), 100);
    for (const { id, recordKey } of rows) {
      const unwrapped = await wrapRecordKey(keys!.recordKeyWrapping, id, recordKey);
      expect(read(id, recordKey).recordKey).toBe(numberOf(unwrapped));
    }
    expect(new Set(rows.map(({ id, recordKey }) => read(id, recordKey).recordKey)).size).toBe(12);
    await installation.dispose();
  });
});
