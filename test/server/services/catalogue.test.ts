import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Catalogue, createCatalogue } from "../../../server/services/catalogue.ts";
import { updateLook } from "../../../server/storage/looks.ts";
import { updateSetting } from "../../../server/storage/settings.ts";
import { testLook } from "../../support/look.ts";
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

test("a look is read again after two seconds, and that there is none is kept as long", async () => {
  const { office } = installation.databases;
  const entry = { at: "2027-01-01T00:00:00.000Z", actor: "test", event: "place.look", subject: "E08000039" };
  expect(await catalogue.look("E08000039")).toBeNull();
  await updateLook(office, "E08000039", testLook(), entry);
  const before = reads;
  expect([await catalogue.look("E08000039"), reads]).toEqual([null, before]);
  now += 2001;
  expect((await catalogue.look("E08000039"))?.look.name.en).toBe("Brackenford Council");
  await updateLook(office, "E08000039", null, entry);
  now += 2001;
  expect(await catalogue.look("E08000039")).toBeNull();
});

test.each([
  JSON.stringify({ ...testLook(), colours: { brand: "red;}body{display:none" } }),
  JSON.stringify({ ...testLook(), colours: { brand: "#ffffff" } }),
  "no JSON",
])("what came into the database by another way and does not pass is no look: %s", async (stored) => {
  await updateSetting(installation.databases.office, "look.E07000209", stored);
  expect(await catalogue.look("E07000209")).toBeNull();
});
