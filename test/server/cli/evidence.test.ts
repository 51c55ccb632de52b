/** `evidence list`, `add` and `remove` as somebody types them, and what a newer version's tables leave alone. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVIDENCE } from "../../../server/reference/evidence.ts";
import { listEvidence, replaceEvidence } from "../../../server/storage/evidence.ts";
import { closeDatabases, openDatabases } from "../../../server/storage/open-node.ts";
import { build } from "../../../server/tools/build.mjs";
import { fileIn, soundingsIn } from "../../support/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "soundings-evidence-"));
const HEADER = "series,publisher,start,end,mode,population,place_code,base,question,measure,share,link";
const ROW =
  "Our panel,Sheffield City Council,2023,2023,postal,Adults 18+,E08000039,1204,decision_body,council,71,https://example.gov.uk/panel";

beforeAll(async () => {
  await build({ quiet: true });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const soundings = soundingsIn(folder);
const file = fileIn(folder);

test("a series is added whole or not at all, stays when the program's own change, and can be taken away", async () => {
  const wrong = file("wrong.csv", `${HEADER}\n${ROW}\n${ROW.replace("1204", "many")}\n`);
  const refused = soundings("evidence", "add", wrong);
  expect([refused.status, refused.out]).toEqual([2, ""]);
  expect(refused.err).toContain(`${wrong}:3:8: give how many people answered`);
  expect(soundings("evidence", "list").out).not.toContain("Our panel");

  const right = file("right.csv", `${HEADER}\n${ROW}\n`);
  expect(soundings("evidence", "add", right)).toMatchObject({ status: 0, out: "Added: 1 figure of Our panel\n" });
  expect(soundings("evidence", "add", right).status).toBe(2);
  expect(soundings("evidence", "list").out).toMatch(/Our panel +Sheffield City Council +added +1\n/);
  expect(soundings("audit", "list").out).toContain("evidence.add\tOur panel\t1 figure");

  // As a start of a newer version does.
  const databases = await openDatabases({ kind: "files", folder: join(folder, "data") });
  await replaceEvidence(databases.office, EVIDENCE.slice(1));
  const kept = await listEvidence(databases.office, {});
  expect([kept.length, kept.some(({ series }) => series === "Our panel")]).toEqual([EVIDENCE.length, true]);
  closeDatabases(databases);

  expect(soundings("evidence", "remove", "LGA polling on resident satisfaction with councils").status).toBe(1);
  expect(soundings("evidence", "remove", "Our panel")).toMatchObject({ status: 0 });
  expect(soundings("evidence", "list").out).not.toContain("Our panel");
}, 60_000);
