/** All formats say the same: every file of the demonstration is read back and compared row by row with the API. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLACE_FORMATS, placeFileName } from "../../core/release/files/place-files.ts";
import type { ResultRow } from "../../core/release/types.ts";
import { readEnvironment } from "../../server/environment.ts";
import { createApp } from "../../server/http/app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import type { Services } from "../../server/services/types.ts";
import { migrateDatabases } from "../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../server/storage/open-node.ts";
import { copyDemonstration } from "../support/demonstration.ts";
import { IS_FULL } from "../support/full.ts";
import { createRandom, randomBelow } from "../support/random.ts";
import {
  differing,
  odsSheets,
  parquetColumn,
  PLACE_READERS,
  readCsv,
  readParquet,
  xlsxSheets,
} from "../support/read-files.ts";

const RELEASE = "demo-2026-r1";
const PLACES_SAMPLED = 1;
const SHEET_NAMES = ["Cover", "Contents", "Notes", "Columns", "Questions", "Everybody"];

let folder: string;
let databases: Awaited<ReturnType<typeof openDatabases>>;
let services: Services;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-files-"));
  await copyDemonstration(folder);
  databases = await openDatabases({ kind: "files", folder });
  await migrateDatabases(databases, "drizzle/migrations");
  ({ services } = await createNodeServices(readEnvironment({ DATA_DIR: folder }), databases, "dist"));
});
afterAll(async () => {
  closeDatabases(databases);
  await rm(folder, { recursive: true });
});

async function fetched(path: string): Promise<Uint8Array> {
  const response = await createApp(services).request(`/api/v1/releases/${RELEASE}${path === "" ? "" : "/"}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return new Uint8Array(await response.arrayBuffer());
}

async function json<Answer>(path: string): Promise<Answer> {
  return JSON.parse(Buffer.from(await fetched(path)).toString("utf8")) as Answer;
}

async function rowsOf(place: string): Promise<readonly ResultRow[]> {
  return (await json<{ rows: readonly ResultRow[] }>(`results?place=${place}`)).rows;
}

/** Seeded: a district and a group of them at least, all where everything is looked at. */
async function places(): Promise<readonly string[]> {
  const codes = (await services.published.release(RELEASE))!.document.places.map(({ code }) => code);
  if (IS_FULL) return codes;
  const chance = createRandom("files");
  const sampled = Array.from({ length: PLACES_SAMPLED }, () => codes[randomBelow(chance, codes.length)]!);
  return [...new Set([codes.at(-1)!, ...sampled])];
}

describe("files", () => {
  test("of a place say what the API says, row by row, in every format", async () => {
    for (const [at, place] of (await places()).entries()) {
      const rows = await rowsOf(place);
      expect(rows.length).toBeGreaterThan(100);
      for (const format of PLACE_FORMATS) {
        // Workbooks take a second each to make and to read.
        if (!IS_FULL && at > 0 && (format === "ods" || format === "xlsx")) continue;
        const bytes = await fetched(`files/${placeFileName({ place, language: "en", format })}`);
        expect([place, format, differing(rows, await PLACE_READERS[format](bytes))]).toEqual([place, format, []]);
      }
    }
  });

  test("of the whole say what the API says, row by row", async () => {
    const [csv, parquet] = [Buffer.from(await fetched("files/results.csv")), await fetched("files/results.parquet")];
    const [header = "", ...lines] = csv.toString("utf8").trimEnd().split("\r\n");
    const [codes, ofParquet] = [lines.map((line) => line.split(",", 6)[5]), await parquetColumn(parquet, "place_code")];
    const { rows: count } = (await services.published.release(RELEASE))!.document;
    expect([lines.length, ofParquet.length]).toEqual([count, count]);
    for (const place of await places()) {
      const rows = await rowsOf(place);
      const own = lines.filter((_, at) => codes[at] === place);
      expect([place, differing(rows, readCsv(Buffer.from([header, ...own].join("\r\n"))))]).toEqual([place, []]);
      const start = ofParquet.indexOf(place);
      const read = await readParquet(parquet, start, ofParquet.lastIndexOf(place) + 1);
      expect([place, differing(rows, read)]).toEqual([place, []]);
    }
  });

  test("in Welsh have the same figures under Welsh labels", async () => {
    const [place = ""] = await places();
    const rows = await rowsOf(place);
    const labels = /_label$|^place_name$/;
    const plain = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !labels.test(name))));
    for (const format of ["csv", "ods"] as const) {
      const read = await PLACE_READERS[format](await fetched(`files/${place}.cy.${format}`));
      expect(read.some(({ group_label }) => group_label === "Pawb")).toBe(true);
      const bare = read.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !labels.test(name))));
      expect(differing(plain as unknown as ResultRow[], bare)).toEqual([]);
    }
  });

  test("that are workbooks follow the rules for spreadsheets", async () => {
    const [place = ""] = await places();
    for (const [format, sheetsOf] of [
      ["ods", odsSheets],
      ["xlsx", xlsxSheets],
    ] as const) {
      const sheets = await sheetsOf(await fetched(`files/${place}.${format}`));
      const names = sheets.map(({ name }) => name);
      expect(names.slice(0, SHEET_NAMES.length)).toEqual(SHEET_NAMES);
      expect(new Set(names).size).toBe(names.length);
      const cover = sheets[0]!.cells.flat().join("\n");
      for (const words of ["DEMONSTRATION", "Open Government Licence v3.0", "Crown copyright", RELEASE]) {
        expect([format, cover.includes(words), words]).toEqual([format, true, words]);
      }
      for (const { name, cells } of sheets) {
        expect([name, typeof cells[0]?.[0]]).toEqual([name, "string"]);
        expect([name, cells.slice(1).filter((row) => row.every((cell) => cell === null || cell === ""))]).toEqual([
          name,
          [],
        ]);
      }
      for (const { name, cells } of sheets.slice(SHEET_NAMES.length - 1)) {
        const above = cells.slice(0, 6).flat().join("\n");
        expect([name, above.includes("[c]"), above.includes("DEMONSTRATION")]).toEqual([name, true, true]);
      }
    }
  });

  test("carry licence, attributions and that the residents are invented, each in its own way", async () => {
    const [place = ""] = await places();
    const words = ["DEMONSTRATION", "open-government-licence", "Crown copyright"];
    for (const name of [
      "README.txt",
      "results.csv-metadata.json",
      "codebook.json",
      `${place}.json`,
      `${place}.jsonstat.json`,
    ]) {
      const text = Buffer.from(await fetched(`files/${name}`)).toString("utf8");
      expect([name, words.filter((word) => !text.includes(word))]).toEqual([name, []]);
    }
    const parquet = Buffer.from(await fetched("files/results.parquet")).toString("latin1");
    expect(words.filter((word) => !parquet.includes(word))).toEqual([]);
  });

  test("describe every column of the CSV and every code of its rows", async () => {
    const metadata = await json<{ tableSchema: { columns: { name: string }[] }; "schema:sha256": string }>(
      "files/results.csv-metadata.json",
    );
    const csv = readCsv(await fetched(`files/${(await places())[0]}.csv`));
    expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(Object.keys(csv[0]!));
    const { files } = await json<{ files: { name: string; sha256: string }[] }>("");
    expect(metadata["schema:sha256"]).toBe(files.find(({ name }) => name === "results.csv")!.sha256);
    const codebook = readCsv(await fetched("files/codebook.csv"));
    const codes = new Set(codebook.map((line) => `${line["question"]} ${line["code"]}`));
    const used = new Set(
      csv.flatMap((row) => [
        `${row["question"]} ${row["answer"]}`,
        ...(row["by"] === "all" ? [] : [`${row["by"]} ${row["group"]}`]),
      ]),
    );
    expect([...used].filter((code) => !codes.has(code))).toEqual([]);
  });

  test("of a place are kept when they were made, and sent also where they cannot be kept", async () => {
    const place = (await places())[1]!;
    const kept = async (): Promise<number> => {
      const sql = "SELECT count(*) AS rows FROM release_file WHERE name = ?";
      const { rows } = await databases.office.$client.execute({ sql, args: [`${place}.cy.json`] });
      return Number(rows[0]?.["rows"]);
    };
    await databases.office.$client.execute(
      "CREATE TRIGGER full BEFORE INSERT ON release_file BEGIN SELECT raise(ABORT, 'disk full'); END",
    );
    expect(await kept()).toBe(0);
    const first = await fetched(`files/${place}.cy.json`);
    expect(await kept()).toBe(0);
    await databases.office.$client.execute("DROP TRIGGER full");
    for (let times = 0; times < 2; times += 1) {
      expect(Buffer.from(await fetched(`files/${place}.cy.json`)).equals(first)).toBe(true);
      expect(await kept()).toBe(1);
    }
  });

  test("are there for a place of a release of before there were files, and the release says that it has none of the whole", async () => {
    const release = (await services.published.release(RELEASE))!;
    const { files: _files, ...document } = release.document;
    const published = {
      ...services.published,
      release: async () => ({ ...release, document }),
      file: (_release: unknown, name: string) => services.published.file({ ...release, document }, name),
    };
    const app = createApp({ ...services, published });
    const listed = (await (await app.request(`/api/v1/releases/${RELEASE}`)).json()) as { files: unknown[] };
    expect(listed.files).toEqual([]);
    expect((await app.request(`/api/v1/releases/${RELEASE}/files/results.csv`)).status).toBe(404);
    const [place = ""] = await places();
    expect((await app.request(`/api/v1/releases/${RELEASE}/files/${place}.csv`)).status).toBe(200);
  });
});
