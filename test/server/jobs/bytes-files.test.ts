import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBytes } from "../../../server/sealing/bytes.ts";
import { hmac } from "../../../server/sealing/hmac.ts";
import { openFile } from "../../../server/storage/open-node.ts";
import {
  answerNeedles,
  cellsOf,
  codeNeedles,
  doFieldwork,
  type Fieldwork,
  inOrderOfSending,
  marksOf,
  slotNeedles,
  storedIds,
  tracesOf,
} from "../../support/fieldwork.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";
import { createResident, storedMarks } from "../../support/residents.ts";
import {
  type FileBytes,
  findAll,
  type Needles,
  ordered,
  orderedInPages,
  orderTraces,
  pageTraces,
  rankCorrelation,
  readFiles,
  sharedPages,
} from "../../support/traces.ts";

const WAVE = "wave-1";
const COUNT = 300;
let installation: Installation;
let field: Fieldwork;

beforeAll(async () => {
  installation = await createInstallation({ kind: "files" }, { random: createRandom("bytes") });
  await installation.createTestWave({ id: WAVE });
  field = await doFieldwork(installation, WAVE, COUNT);
}, 60_000);
afterAll(() => installation.dispose());

function files(): FileBytes {
  return readFiles(join(installation.folder, "data"));
}

function codes(): Promise<Needles> {
  return codeNeedles(field.keys, field.letters);
}

/** Values of 8 bytes or more that two sets of cells share, but for the public names of waves and places. */
function sharedValues(first: ReadonlySet<string>, second: ReadonlySet<string>): string[] {
  const named = new Set([WAVE, SINGLE_TIER, TWO_TIER].map((name) => Buffer.from(name).toString("hex")));
  return [...first].filter((value) => value.length >= 16 && second.has(value) && !named.has(value));
}

describe("the bytes of three files during fieldwork", () => {
  test("hold both codes and readable answers, but never in one page or log frame, nor in one file", async () => {
    const all = files();
    expect([...all.keys()].filter((name) => name.endsWith("-wal"))).toHaveLength(3);
    const [first, second] = [await codes(), await answerNeedles(field.answered, installation.databases.responses)];
    const codeFiles = new Set(findAll(all, first).map(({ file }) => file));
    const answerFiles = new Set(findAll(all, second).map(({ file }) => file));
    expect(codeFiles.size).toBeGreaterThan(0);
    expect(answerFiles.size).toBeGreaterThan(0);
    expect(sharedPages(all, first, second)).toEqual([]);
    expect([...codeFiles].filter((file) => answerFiles.has(file))).toEqual([]);
  });

  test("never hold a code itself, a submission id or a private key", async () => {
    const texts = Object.fromEntries([
      ...field.letters.map((code, index) => [`code ${index}`, toBytes(code)]),
      ...field.answered.map(({ id }, index) => [`id ${index}`, toBytes(id)]),
      ["private key", toBytes(field.keys.intakePrivate?.d ?? "")],
    ]);
    expect(findAll(files(), texts)).toEqual([]);
  });

  test("have no value, but the names of waves and places, in two of the databases", async () => {
    const { intake, responses, office } = installation.databases;
    const cells = [await cellsOf(intake), await cellsOf(responses), await cellsOf(office)].map(({ values }) => values);
    const [inIntake = new Set(), inResponses = new Set(), inOffice = new Set()] = cells;
    expect(inIntake.size).toBeGreaterThan(COUNT);
    expect(inResponses.size).toBeGreaterThan(200);
    expect(sharedValues(inIntake, inResponses)).toEqual([]);
    expect(sharedValues(inIntake, inOffice)).toEqual([]);
    expect(sharedValues(inResponses, inOffice)).toEqual([]);
  });

  test("still show which batch of the mover an answer came in, which is why the seal rewrites them", () => {
    expect(ordered(orderTraces(files(), marksOf(field))).length).toBeGreaterThan(0);
    expect(orderedInPages(pageTraces(files(), marksOf(field))).length).toBeGreaterThan(0);
  });

  test("hold no time in intake and responses", async () => {
    for (const db of [installation.databases.intake, installation.databases.responses]) {
      const { values, numbers } = await cellsOf(db);
      expect(numbers.filter((number) => number > 1e6)).toEqual([]);
      const texts = [...values].map((value) => Buffer.from(value, "hex").toString("latin1"));
      expect(texts.filter((text) => /\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}/.test(text))).toEqual([]);
    }
  });
});

describe("the bytes of three files after seal, with the letter list in hand", () => {
  let all: FileBytes;
  let ids: ReadonlyMap<string, Uint8Array>;
  beforeAll(async () => {
    const sealed = await installation.closeAndSeal(WAVE);
    if (!sealed.ok || sealed.responses !== COUNT) throw new Error("the wave was not sealed whole");
    all = files();
    ids = await storedIds(installation.databases.responses);
  }, 60_000);

  test("still hold every response, once", async () => {
    expect(await storedMarks(installation, WAVE)).toEqual(field.answered.map(({ mark }) => mark).sort());
    const found = findAll(all, await answerNeedles(field.answered, installation.databases.responses));
    for (let index = 0; index < COUNT; index += 1) {
      expect(found.filter(({ needle }) => needle === `answers ${index}`)).toHaveLength(1);
    }
  });

  test.each([
    ["of submission", () => field.answered],
    ["of sending", () => inOrderOfSending(field)],
  ])("keep nothing of the order %s in any place of any file or log", (_what, inOrder) => {
    const found: number[] = [];
    for (const place of [SINGLE_TIER, TWO_TIER]) {
      const answered = inOrder().filter((one) => one.place === place);
      const traces = tracesOf(all, answered, ids);
      expect(ordered(traces)).toEqual([]);
      found.push(...traces.map((trace) => trace.found));
    }
    // First and last place, of answers and of ids, of two places: one file holds them all.
    expect(found).toHaveLength(8);
    expect(found.reduce((total, some) => total + some, 0)).toBe(4 * COUNT);
  });

  test("keep nothing of the order of submission inside any page", () => {
    const traces = pageTraces(all, marksOf(field));
    expect(traces.map(({ found }) => found)).toEqual([COUNT]);
    expect(orderedInPages(traces)).toEqual([]);
  });

  test("keep nothing of the order of submission over both places together", () => {
    expect(ordered(orderTraces(all, marksOf(field)))).toEqual([]);
  });

  test("hold no code, hash, nullifier or slot, of whoever answered or did not", async () => {
    const slots = await slotNeedles(
      field.keys,
      field.answered.map(({ id }) => id),
    );
    expect(findAll(all, await codes())).toEqual([]);
    expect(findAll(all, slots)).toEqual([]);
  });

  test("do not tell a code that was used from one that was not", async () => {
    const features = async (of: readonly string[]): Promise<number> =>
      findAll(all, await codeNeedles(field.keys, of)).length;
    const used = field.answered.map(({ code }) => code);
    expect(field.unused.length).toBeGreaterThan(100);
    expect([await features(used), await features(field.unused)]).toEqual([0, 0]);
    const { values } = await cellsOf(installation.databases.intake);
    expect(values.size).toBe(0);
  });

  test("leave the logs of intake and responses empty", () => {
    const data = join(installation.folder, "data");
    for (const name of ["intake.db-wal", "responses.db-wal"]) {
      expect(existsSync(join(data, name)) ? readFileSync(join(data, name)).length : 0).toBe(0);
    }
  });
});

describe("the bytes of a place so small that its responses share one page", () => {
  test("tell the order of arrival before the seal, from the closed file alone, and nothing of it after", async () => {
    const small = await createInstallation({ kind: "files" }, { random: createRandom("small") });
    await small.createTestWave({ id: WAVE });
    const marks: Uint8Array[] = [];
    for (let batch = 0; batch < 4; batch += 1) {
      for (let index = 0; index < 10; index += 1) {
        const { submission, mark } = createResident(WAVE, SINGLE_TIER, `small ${batch} ${index}`);
        await small.accept(submission);
        marks.push(toBytes(mark));
      }
      await small.move(WAVE);
    }
    const database = (): FileBytes =>
      new Map([...readFiles(join(small.folder, "data"))].filter(([name]) => name.endsWith("responses.db")));
    await small.databases.responses.$client.execute("PRAGMA wal_checkpoint(FULL)");
    const before = orderTraces(database(), marks);
    expect(before.map(({ found }) => found)).toEqual([40, 40]);
    expect(ordered(before)).toHaveLength(2);

    expect(await small.closeAndSeal(WAVE)).toEqual({ ok: true, responses: 40 });
    const after = orderTraces(database(), marks);
    expect(after.map(({ found }) => found)).toEqual([40, 40]);
    expect(ordered(after)).toEqual([]);
    expect(orderedInPages(pageTraces(database(), marks))).toEqual([]);
    await small.dispose();
  });
});

describe("the same analysis of a table as many a survey has it", () => {
  let naive: FileBytes;
  let pairs: readonly { readonly hash: Uint8Array; readonly mark: string }[];

  beforeAll(async () => {
    const folder = join(installation.folder, "naive");
    await mkdir(folder);
    const db = await openFile(join(folder, "naive.db"));
    const columns = "id INTEGER PRIMARY KEY AUTOINCREMENT, code_hash BLOB NOT NULL, answers TEXT NOT NULL";
    await db.$client.execute(`CREATE TABLE response (${columns})`);
    pairs = await Promise.all(
      field.answered.map(async ({ code, mark }) => ({ hash: await hmac(field.keys.code, code), mark })),
    );
    for (const { hash, mark } of pairs) {
      const sql = "INSERT INTO response (code_hash, answers) VALUES (?, ?)";
      await db.$client.batch([{ sql, args: [hash, mark] }], "write");
    }
    naive = readFiles(folder);
    db.$client.close();
  }, 60_000);

  test("finds the code and the answers in one page and in one log frame", async () => {
    const answers = Object.fromEntries(pairs.map(({ mark }, index) => [`answers ${index}`, toBytes(mark)]));
    const shared = sharedPages(naive, await codeNeedles(field.keys, field.letters), answers);
    expect(shared.length).toBeGreaterThan(100);
  });

  test("finds the order of submission", () => {
    const traces = orderTraces(
      naive,
      pairs.map(({ mark }) => toBytes(mark)),
    );
    expect(ordered(traces).length).toBe(traces.length);
    expect(Math.max(...traces.map(({ rho }) => Math.abs(rho)))).toBeGreaterThan(0.9);
  });

  test("finds the order of submission inside the pages alone", () => {
    expect(
      orderedInPages(
        pageTraces(
          naive,
          pairs.map(({ mark }) => toBytes(mark)),
        ),
      ).length,
    ).toBeGreaterThan(0);
  });

  test("finds a value that stands in two databases", () => {
    const [one, other] = ["answers of one", "a name of no wave"].map((text) => Buffer.from(text).toString("hex"));
    expect(sharedValues(new Set([one ?? "", "00"]), new Set([one ?? "", other ?? "", "00"]))).toEqual([one]);
  });

  test("reckons rank correlations right", () => {
    const order = Array.from({ length: 50 }, (_, index) => index);
    expect(rankCorrelation(order, order)).toBe(1);
    expect(rankCorrelation(order, order.toReversed())).toBe(-1);
    // The squares of the differences of ranks sum to 198: 1 - 6 x 198 / 990.
    expect(rankCorrelation([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [7, 4, 10, 3, 9, 2, 6, 1, 8, 5])).toBeCloseTo(-0.2, 12);
  });
});
