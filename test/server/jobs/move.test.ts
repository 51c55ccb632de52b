import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { moveWave, wrapRecordKey } from "../../../server/jobs/move.ts";
import { randomBytes, toHex } from "../../../server/sealing/bytes.ts";
import type { Database } from "../../../server/storage/database.ts";
import { listWaiting } from "../../../server/storage/intake.ts";
import { updateSetting } from "../../../server/storage/settings.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";
import { createResident, storedMarks, type TestResident } from "../../support/residents.ts";
import { rankCorrelation } from "../../support/traces.ts";

const WAVE = "wave-1";
let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" }, { random: createRandom("move") });
  await installation.createTestWave({ id: WAVE });
});
afterEach(() => installation.dispose());

async function answer(count: number, place = SINGLE_TIER, name = place): Promise<TestResident[]> {
  const residents = Array.from({ length: count }, (_, index) => createResident(WAVE, place, `${name} ${index}`));
  for (const { submission } of residents) {
    const result = await installation.accept(submission);
    if (!result.ok) throw new Error(result.problem);
  }
  return residents;
}

function marks(...groups: readonly (readonly TestResident[])[]): string[] {
  return groups
    .flat()
    .map(({ mark }) => mark)
    .sort();
}

/** A database on which something happens around every write. */
function withWrites(db: Database, around: (write: () => Promise<unknown>) => Promise<unknown>): Database {
  const client = new Proxy(db.$client, {
    get(target, name) {
      if (name === "batch") return (...args: Parameters<typeof target.batch>) => around(() => target.batch(...args));
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return new Proxy(db, { get: (target, name) => (name === "$client" ? client : Reflect.get(target, name)) });
}

/** A mover whose intake or responses database behaves in another way. */
function moverWith(changed: Partial<Record<"intake" | "responses", Database>>): Promise<number> {
  return moveWave({ ...installation.mover, databases: { ...installation.databases, ...changed } }, WAVE);
}

describe("the mover", () => {
  test("leaves fewer than ten waiting where they are, and takes ten", async () => {
    const nine = await answer(9);
    const ten = await answer(10, TWO_TIER);
    expect(await installation.move(WAVE)).toBe(10);
    expect(await storedMarks(installation, WAVE)).toEqual(marks(ten));
    expect(await listWaiting(installation.databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 9 }]);
    const tenth = await answer(1, SINGLE_TIER, "tenth");
    expect(await installation.move(WAVE)).toBe(10);
    expect(await storedMarks(installation, WAVE)).toEqual(marks(nine, tenth, ten));
    expect(await installation.move(WAVE)).toBe(0);
  });

  test("never moves a few by themselves, though they arrive while it moves others", async () => {
    const first = await answer(10);
    const late = createResident(WAVE, SINGLE_TIER, "late");
    let blanked = 0;
    const intake = withWrites(installation.databases.intake, async (write) => {
      blanked += 1;
      expect((await installation.accept(late.submission)).ok).toBe(true);
      return write();
    });
    expect(await moverWith({ intake })).toBe(10);
    expect(blanked).toBe(1);
    expect(await storedMarks(installation, WAVE)).toEqual(marks(first));
    expect(await listWaiting(installation.databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 1 }]);
  });

  test("stores nothing twice when it is killed between storing and blanking, and runs again", async () => {
    const residents = await answer(25);
    const intake = withWrites(installation.databases.intake, () => Promise.reject(new Error("killed")));
    await expect(moverWith({ intake })).rejects.toThrow("killed");
    expect(await storedMarks(installation, WAVE)).toEqual(marks(residents));
    expect(await installation.move(WAVE)).toBe(25);
    expect(await storedMarks(installation, WAVE)).toEqual(marks(residents));
    expect(await listWaiting(installation.databases.intake, WAVE)).toEqual([]);
  });

  test("loses nothing when it is killed before or after storing", async () => {
    const residents = await answer(25);
    const before = withWrites(installation.databases.responses, () => Promise.reject(new Error("killed")));
    await expect(moverWith({ responses: before })).rejects.toThrow("killed");
    expect(await storedMarks(installation, WAVE)).toEqual([]);
    const after = withWrites(installation.databases.responses, async (write) => {
      await write();
      throw new Error("killed");
    });
    await expect(moverWith({ responses: after })).rejects.toThrow("killed");
    await installation.move(WAVE);
    expect(await storedMarks(installation, WAVE)).toEqual(marks(residents));
  });

  test("may run twice at once", async () => {
    const residents = await answer(40);
    await Promise.all([installation.move(WAVE), installation.move(WAVE)]);
    expect(await storedMarks(installation, WAVE)).toEqual(marks(residents));
  });

  test("hands responses over in an order that is not that of arrival", async () => {
    const residents = await answer(300);
    const rows: string[] = [];
    const client = installation.databases.responses.$client;
    const responses = new Proxy(installation.databases.responses, {
      get(target, name) {
        if (name !== "$client") return Reflect.get(target, name);
        return {
          batch: (statements: readonly { args: readonly unknown[] }[], mode: "write") => {
            rows.push(...statements.flatMap(({ args }) => args.filter((_one, index) => index % 8 === 6).map(String)));
            return client.batch(statements as never, mode);
          },
        };
      },
    });
    expect(await moverWith({ responses })).toBe(300);
    const order = rows.map((mark) => residents.findIndex((resident) => resident.mark === mark));
    const rho = rankCorrelation(
      order,
      order.map((_one, index) => index),
    );
    expect(order.toSorted((one, other) => one - other)).toEqual(order.map((_one, index) => index));
    expect(Math.abs(rho)).toBeLessThan(3.29 / Math.sqrt(299));
  });

  test("moves nothing where the private key is not", async () => {
    await answer(12);
    const keys = {
      async read(wave: string) {
        const all = await installation.keys.read(wave);
        return all === null ? null : { recordKeyWrapping: all.recordKeyWrapping };
      },
    };
    expect(await moveWave({ ...installation.mover, keys }, WAVE)).toBe(0);
    expect(await listWaiting(installation.databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 12 }]);
  });

  test("refuses to write into a database that is no longer the one in use, and blanks nothing", async () => {
    await answer(12);
    await updateSetting(installation.databases.office, "responses_database", "another");
    await expect(installation.move(WAVE)).rejects.toThrow(/has been replaced/);
    expect(await listWaiting(installation.databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 12 }]);
    expect(await storedMarks(installation, WAVE)).toEqual([]);
  });

  test("blanks nothing when the database is replaced while it writes", async () => {
    await answer(12);
    const responses = withWrites(installation.databases.responses, async (write) => {
      await updateSetting(installation.databases.office, "responses_database", "another");
      return write();
    });
    await expect(moverWith({ responses })).rejects.toThrow(/has been replaced/);
    expect(await listWaiting(installation.databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 12 }]);
  });

  test("says how far it is, and stores neither a time nor the way a resident came", async () => {
    await answer(12);
    await answer(11, TWO_TIER);
    const progress: number[] = [];
    await moveWave(installation.mover, WAVE, 10, (moved) => progress.push(moved));
    expect(progress.toSorted((one, other) => one - other)).toEqual([progress[0], 23]);
    const result = await installation.databases.responses.$client.execute("SELECT * FROM response LIMIT 1");
    const columns = ["wave", "place", "id", "stream", "base_weight_class", "arm", "answers", "record_key"];
    expect(result.columns).toEqual(columns);
  });

  test("wraps a record key so that only the wrapping key gives it back", async () => {
    const [wrapping, id, key] = [randomBytes(32), randomBytes(16), randomBytes(6)];
    const wrapped = await wrapRecordKey(wrapping, id, key);
    expect(toHex(await wrapRecordKey(wrapping, id, wrapped))).toBe(toHex(key));
    expect(toHex(await wrapRecordKey(randomBytes(32), id, wrapped))).not.toBe(toHex(key));
    expect(toHex(await wrapRecordKey(wrapping, randomBytes(16), wrapped))).not.toBe(toHex(key));
  });
});
