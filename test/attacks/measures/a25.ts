import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { toBytes } from "../../../server/sealing/bytes.ts";
import { hmac } from "../../../server/sealing/hmac.ts";
import { openFile } from "../../../server/storage/open-node.ts";
import { doFieldwork, type Fieldwork, storedIds, tracesOf } from "../../support/fieldwork.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";
import { type FileBytes, ordered, orderedInPages, orderTraces, pageTraces, readFiles } from "../../support/traces.ts";
import { type Measure, type Score } from "./measure.ts";

const WAVE = "wave-1";
const PEOPLE = 80;

/** An installation in which some people have answered by code, and the order in which they did. */
export interface WatchedField {
  readonly installation: Installation;
  readonly field: Fieldwork;
}

/** Lets some people answer by code. */
export async function watchedField(): Promise<WatchedField> {
  const installation = await createInstallation({ kind: "files" }, { random: createRandom("watched") });
  await installation.createTestWave({ id: WAVE });
  return { installation, field: await doFieldwork(installation, WAVE, PEOPLE) };
}

/** Everything in the files of an installation. */
export function filesOf({ folder }: Installation): FileBytes {
  return readFiles(join(folder, "data"));
}

/** A table as many a survey has it: numbered rows, with the hash of the code beside the answers. */
export async function naiveFiles({ installation, field }: WatchedField): Promise<FileBytes> {
  const folder = await mkdtemp(join(installation.folder, "naive-"));
  const db = await openFile(join(folder, "naive.db"));
  const columns = "id INTEGER PRIMARY KEY AUTOINCREMENT, code_hash BLOB NOT NULL, answers TEXT NOT NULL";
  await db.$client.execute(`CREATE TABLE response (${columns})`);
  for (const { code, mark } of field.answered) {
    const sql = "INSERT INTO response (code_hash, answers) VALUES (?, ?)";
    await db.$client.batch([{ sql, args: [await hmac(field.keys.code, code), mark] }], "write");
  }
  const files = readFiles(folder);
  db.$client.close();
  return files;
}

/** The files after the wave was sealed, looked at place by place: how many traces there are, and how many have an order. */
async function sealedTraces({ installation, field }: WatchedField): Promise<Score> {
  const sealed = await installation.closeAndSeal(WAVE);
  if (!sealed.ok || sealed.responses !== PEOPLE) throw new Error("the wave was not sealed whole");
  const [files, ids] = [filesOf(installation), await storedIds(installation.databases.responses)];
  const traces = [SINGLE_TIER, TWO_TIER].flatMap((place) =>
    tracesOf(
      files,
      field.answered.filter((one) => one.place === place),
      ids,
    ),
  );
  const inPages = pageTraces(
    files,
    field.answered.map(({ mark }) => toBytes(mark)),
  );
  return { tried: traces.length + inPages.length, succeeded: ordered(traces).length + orderedInPages(inPages).length };
}

/** Measures it; the wave is sealed afterwards. */
export async function measure(watched: WatchedField): Promise<Measure> {
  const marks = watched.field.answered.map(({ mark }) => toBytes(mark));
  const files = await naiveFiles(watched);
  const [traces, inPages] = [orderTraces(files, marks), pageTraces(files, marks)];
  return {
    attack: "A25",
    tries: "the order in which people answered, from where their answers and ids stand in files and logs",
    naive: {
      tried: traces.length + inPages.length,
      succeeded: ordered(traces).length + orderedInPages(inPages).length,
    },
    ours: await sealedTraces(watched),
  };
}
