import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importResponses, ImportMapping, type ImportResult } from "../../../server/jobs/import-responses.ts";
import type { JobResult } from "../../../server/jobs/waves.ts";
import { listResponses } from "../../../server/storage/responses.ts";
import { createInstallation, type Installation, SINGLE_TIER } from "../../support/installation.ts";

const WAVE = "imported";
const MAPPING = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/import/mapping.json"), "utf8"),
) as Record<string, unknown>;
const ROWS = 40;
const CSV = `Council,Q7,Q6,Sex\n${"Sheffield,1,1,F\n".repeat(ROWS)}`;
let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
  await installation.createTestWave({ id: WAVE });
});
afterEach(() => installation.dispose());

function importWith(more: Record<string, unknown>): Promise<JobResult<ImportResult>> {
  const mapping = v.parse(ImportMapping, { ...MAPPING, ...more });
  const request = { wave: WAVE, stream: "code", csv: CSV, mapping } as const;
  return importResponses(installation.waves, installation.directory, request);
}

async function armsStored(): Promise<number[]> {
  await installation.move(WAVE, 1);
  const rows = await listResponses(installation.databases.responses, WAVE, SINGLE_TIER, new Uint8Array(), ROWS * 2);
  return rows.map(({ arm }) => arm);
}

describe("the arm of imported answers", () => {
  test.each([
    ["is the one that the mapping says they were shown", { arm: 1 }, 1],
    ["is the first where the mapping says nothing, and never drawn: nobody was shown another", {}, 0],
  ])("%s", async (_what, more, arm) => {
    expect(await importWith(more)).toEqual({ ok: true, value: { ok: true, responses: ROWS } });
    expect(await armsStored()).toEqual(Array.from({ length: ROWS }, () => arm));
  });

  test("is refused where the questionnaire has none such", async () => {
    const message = "the mapping names arm 2, and the questionnaire's last is 1";
    const faults = [{ line: 1, column: 1, message }];
    expect(await importWith({ arm: 2 })).toEqual({ ok: true, value: { ok: false, faults } });
    expect(await armsStored()).toEqual([]);
  });

  test.each([-1, 0.5, "1"])("cannot be %j", (arm) => {
    expect(v.safeParse(ImportMapping, { ...MAPPING, arm }).success).toBe(false);
  });
});
