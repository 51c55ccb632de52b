import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { createFormSealer } from "../../../server/sealing/sealed-form.ts";
import { createRandom } from "../../support/random.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const formKey = createRandom("form")(32);
const BINDING = "wave\nplace";

/** A sealer whose clock a test sets. */
function sealerAt(moment: { now: number }, key = formKey) {
  return createFormSealer(key, () => moment.now);
}

describe("sealed forms", () => {
  propertyTest.prop([fc.jsonValue(), fc.string(), fc.integer({ min: 0, max: DAY_MS - 1 })])(
    "open on the day they were made and on the next, and never after 48 hours",
    async (state, binding, time) => {
      const moment = { now: 20_000 * DAY_MS + time };
      const sealer = sealerAt(moment);
      const sealed = await sealer.seal(binding, state);
      const same = JSON.parse(JSON.stringify(state)) as unknown;
      expect(await sealer.open(binding, sealed)).toEqual(same);
      moment.now += DAY_MS;
      expect(await sealer.open(binding, sealed)).toEqual(same);
      moment.now += DAY_MS;
      expect(await sealer.open(binding, sealed)).toBeNull();
      expect(await sealerAt(moment).open(binding, sealed)).toBeNull();
    },
  );

  propertyTest.prop([fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 20 })])(
    "open for as many days back as they are asked for",
    async (daysKept, age) => {
      const moment = { now: 20_000 * DAY_MS };
      const sealed = await sealerAt(moment).seal(BINDING, "state");
      moment.now += age * DAY_MS;
      expect(await sealerAt(moment).open(BINDING, sealed, daysKept)).toBe(age <= daysKept ? "state" : null);
    },
  );

  test("open for at least 24 hours when they were made in the last minute of a day", async () => {
    const moment = { now: 20_001 * DAY_MS - 60_000 };
    const sealed = await sealerAt(moment).seal(BINDING, { page: 3 });
    moment.now += DAY_MS;
    expect(await sealerAt(moment).open(BINDING, sealed)).toEqual({ page: 3 });
  });

  propertyTest.prop([fc.string(), fc.string()])("open under no other binding", async (made, asked) => {
    fc.pre(made !== asked);
    const sealer = sealerAt({ now: DAY_MS });
    expect(await sealer.open(asked, await sealer.seal(made, "state"))).toBeNull();
  });

  propertyTest.prop([fc.nat(), fc.integer({ min: 1, max: 255 })])("open for no forged byte", async (where, change) => {
    const sealer = sealerAt({ now: DAY_MS });
    const bytes = Buffer.from(await sealer.seal(BINDING, { answers: { satisfied: "very" } }), "base64url");
    const at = where % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ change;
    expect(await sealer.open(BINDING, bytes.toString("base64url"))).toBeNull();
  });

  propertyTest.prop([fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.base64String({ maxLength: 200 }))])(
    "answer null to any text that nobody sealed, and never fail",
    async (text) => {
      expect(await sealerAt({ now: DAY_MS }).open(BINDING, text)).toBeNull();
    },
  );

  test("do not open with the key of another installation", async () => {
    const moment = { now: DAY_MS };
    const sealed = await sealerAt(moment).seal(BINDING, 1);
    expect(await sealerAt(moment, createRandom("other")(32)).open(BINDING, sealed)).toBeNull();
  });

  test("are never twice the same text", async () => {
    const sealer = sealerAt({ now: DAY_MS });
    const texts = await Promise.all(Array.from({ length: 200 }, () => sealer.seal(BINDING, 1)));
    expect(new Set(texts).size).toBe(200);
  });
});
