import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Catalogue, createCatalogue } from "../../../server/services/catalogue.ts";
import { createInstallation, type Installation } from "../../support/installation.ts";

let installation: Installation;
let catalogue: Catalogue;
let reads: number;
let now = 0;

beforeAll(async () => {
  installation = await createInstallation({ kind: "files" });
});
afterAll(() => installation.dispose());
beforeEach(() => {
  reads = 0;
  catalogue = createCatalogue(
    () => {
      reads += 1;
      return installation.databases.office;
    },
    () => now,
  );
});

test("a wave that was not there a moment ago is found as soon as it is", async () => {
  expect(await catalogue.wave("fresh")).toBeNull();
  expect(await catalogue.questionnaire("lga-resident", 77)).toBeNull();
  await installation.createTestWave({ id: "fresh" });
  expect((await catalogue.wave("fresh"))?.id).toBe("fresh");
});

test("thousands of names that nobody has cost the places and the known waves nothing", async () => {
  await installation.createTestWave({ id: "known" });
  const directory = await catalogue.directory();
  const wave = await catalogue.wave("known");
  for (let index = 0; index < 3000; index += 1) await catalogue.wave(`nobody-${index}`);
  const before = reads;
  expect(await catalogue.directory()).toBe(directory);
  expect(await catalogue.wave("known")).toBe(wave);
  expect(reads).toBe(before);
});

test("waves are read again after two seconds, places after a minute", async () => {
  await installation.createTestWave({ id: "kept" });
  const [directory, wave] = [await catalogue.directory(), await catalogue.wave("kept")];
  now += 2001;
  expect(await catalogue.wave("kept")).not.toBe(wave);
  expect(await catalogue.directory()).toBe(directory);
  now += 60_000;
  expect(await catalogue.directory()).not.toBe(directory);
});
