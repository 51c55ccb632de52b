import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WAITING_MIN } from "../../../server/jobs/move.ts";
import { createMoveAll } from "../../../server/jobs/move-all.ts";
import type { MoverKeyPort } from "../../../server/keys/wave-keys.ts";
import { countResponses } from "../../../server/storage/responses.ts";
import { createInstallation, type Installation, SINGLE_TIER } from "../../support/installation.ts";
import { createResident } from "../../support/residents.ts";

const WAVES = ["first", "second", "third"];
let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
  for (const id of WAVES) {
    await installation.createTestWave({ id });
    for (let sent = 0; sent < WAITING_MIN; sent += 1) {
      await installation.accept(createResident(id, SINGLE_TIER, `${id} ${sent}`).submission);
    }
  }
});
afterEach(() => installation.dispose());

function moved(): Promise<number[]> {
  const { responses } = installation.databases;
  const count = async (id: string): Promise<number> =>
    (await countResponses(responses, id)).reduce((total, one) => total + one.responses, 0);
  return Promise.all(WAVES.map(count));
}

describe("the mover's round", () => {
  test("goes on with the other waves when one fails, and says what kind of error it was and no more", async () => {
    const keys: MoverKeyPort = {
      async read(wave) {
        if (wave === "second") throw new RangeError("a message that quotes an answer");
        return installation.keys.read(wave);
      },
    };
    const failed: string[] = [];
    await createMoveAll({ ...installation.mover, keys }, (kind) => failed.push(kind))();
    expect(failed).toEqual(["RangeError"]);
    expect(await moved()).toEqual([WAITING_MIN, 0, WAITING_MIN]);
  });

  test("is one at a time, reads the keys anew each time, and survives a database that is gone", async () => {
    const asked: string[] = [];
    const keys: MoverKeyPort = {
      read(wave) {
        asked.push(wave);
        return installation.keys.read(wave);
      },
    };
    const failed: string[] = [];
    const moveAll = createMoveAll({ ...installation.mover, keys }, (kind) => failed.push(kind));
    await Promise.all([moveAll(), moveAll(), moveAll()]);
    expect(asked).toEqual(WAVES);
    await moveAll();
    expect(asked).toEqual([...WAVES, ...WAVES]);
    expect(await moved()).toEqual(WAVES.map(() => WAITING_MIN));
    installation.databases.office.$client.close();
    await moveAll();
    expect(failed).toHaveLength(1);
  });
});
