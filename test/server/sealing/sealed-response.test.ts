import { fc, test as propertyTest } from "@fast-check/vitest";
import { beforeAll, describe, expect, test } from "vitest";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { randomBytes, toHex } from "../../../server/sealing/bytes.ts";
import {
  createIntakeKeyPair,
  createOpener,
  createSealer,
  type SealedContent,
} from "../../../server/sealing/sealed-response.ts";
import { answersTo, SCENARIOS } from "../../support/arbitraries.ts";

const WAVE = "wave-1";
const PLACE = "E08000039";
const NONCE = [66, 78] as const;
const content: SealedContent = { id: randomBytes(16), stream: "code", base_weight_class: 0, arm: 1, answers: "01-." };

let pair: Awaited<ReturnType<typeof createIntakeKeyPair>>;
beforeAll(async () => {
  pair = await createIntakeKeyPair();
});

const contents = fc.record({
  id: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Uint8Array(bytes)),
  stream: fc.constantFrom("code", "open", "interviewer"),
  base_weight_class: fc.nat({ max: 9 }),
  arm: fc.nat({ max: 3 }),
  answers: fc.string({ unit: fc.constantFrom(..."0123456789-."), minLength: 0, maxLength: 900 }),
});

describe("sealed responses", () => {
  propertyTest.prop([contents])("open to exactly what was sealed", async (sealedContent) => {
    const sealed = await createSealer(Date.now)(pair.publicKey, WAVE, PLACE, sealedContent);
    const open = await createOpener(pair.privateKey, WAVE);
    expect(await open(PLACE, sealed)).toEqual(sealedContent);
  });

  propertyTest.prop([contents, fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ unit: "grapheme" }))])(
    "open with the texts that were sealed in them, and those of before without any",
    async (sealedContent, texts) => {
      const seal = createSealer(Date.now);
      const open = await createOpener(pair.privateKey, WAVE);
      const written = { ...sealedContent, texts: { ...texts } };
      expect(await open(PLACE, await seal(pair.publicKey, WAVE, PLACE, written))).toEqual(written);
      expect(Object.keys(await open(PLACE, await seal(pair.publicKey, WAVE, PLACE, sealedContent)))).not.toContain(
        "texts",
      );
    },
  );

  test("have one length for nothing written, a little and a lot, and another where nobody can write", async () => {
    const seal = createSealer(Date.now);
    const lengths = await Promise.all(
      [{}, { best_thing: "x" }, { best_thing: "x".repeat(2000), worst_thing: "y".repeat(1900) }].map(
        async (texts) => (await seal(pair.publicKey, WAVE, PLACE, { ...content, texts })).length,
      ),
    );
    expect(new Set(lengths).size).toBe(1);
    expect((await seal(pair.publicKey, WAVE, PLACE, content)).length).toBe(NONCE[1] + 512 + 16);
  });

  test("open for no other wave, no other place and no other key", async () => {
    const sealed = await createSealer(Date.now)(pair.publicKey, WAVE, PLACE, content);
    const other = await createIntakeKeyPair();
    const openers = [
      (await createOpener(pair.privateKey, "wave-2"))(PLACE, sealed),
      (await createOpener(pair.privateKey, WAVE))("E07000042", sealed),
      (await createOpener(other.privateKey, WAVE))(PLACE, sealed),
    ];
    for (const opened of await Promise.allSettled(openers)) expect(opened.status).toBe("rejected");
  });

  test("do not open when any byte was changed", async () => {
    const sealed = await createSealer(Date.now)(pair.publicKey, WAVE, PLACE, content);
    const open = await createOpener(pair.privateKey, WAVE);
    for (let at = 0; at < sealed.length; at += 37) {
      const forged = sealed.slice();
      forged[at] = (forged[at] ?? 0) ^ 1;
      await expect(open(PLACE, forged)).rejects.toBeInstanceOf(Error);
    }
  });

  propertyTest.prop([answersTo(LGA_RESIDENT_SURVEY.questions), fc.constantFrom(...SCENARIOS)])(
    "are equally long for all answers to the standard questionnaire, in every stream and arm",
    async (answers, scenario) => {
      const packed = packAnswers(LGA_RESIDENT_SURVEY, { scenario }, answers);
      const seal = createSealer(Date.now);
      const nothing = packAnswers(LGA_RESIDENT_SURVEY, { scenario }, {});
      const lengths = new Set<number>();
      for (const stream of ["code", "open", "interviewer"]) {
        for (const some of [packed, nothing]) {
          lengths.add((await seal(pair.publicKey, WAVE, PLACE, { ...content, stream, answers: some })).length);
        }
      }
      expect(lengths.size).toBe(1);
    },
  );

  test("never carry the same nonce or the same bytes twice, though the key pair is kept", async () => {
    const seal = createSealer(() => 0);
    const all = await Promise.all(Array.from({ length: 500 }, () => seal(pair.publicKey, WAVE, PLACE, content)));
    const later = await Promise.all(Array.from({ length: 100 }, () => seal(pair.publicKey, WAVE, PLACE, content)));
    expect(new Set([...all, ...later].map((sealed) => toHex(sealed.slice(...NONCE)))).size).toBe(600);
    expect(new Set(later.map((sealed) => toHex(sealed.slice(1, 66)))).size).toBe(1);
  });

  test("come from a new key pair after five minutes", async () => {
    let now = 0;
    const seal = createSealer(() => now);
    const first = await seal(pair.publicKey, WAVE, PLACE, content);
    now += 5 * 60 * 1000;
    const second = await seal(pair.publicKey, WAVE, PLACE, content);
    expect(toHex(second.slice(1, 66))).not.toBe(toHex(first.slice(1, 66)));
    const open = await createOpener(pair.privateKey, WAVE);
    expect([await open(PLACE, first), await open(PLACE, second)]).toEqual([content, content]);
  });

  test("keep waves apart that one process seals at once", async () => {
    const other = await createIntakeKeyPair();
    const seal = createSealer(Date.now);
    const [first, second] = await Promise.all([
      seal(pair.publicKey, WAVE, PLACE, content),
      seal(other.publicKey, "wave-2", PLACE, content),
    ]);
    expect(await (await createOpener(pair.privateKey, WAVE))(PLACE, first)).toEqual(content);
    expect(await (await createOpener(other.privateKey, "wave-2"))(PLACE, second)).toEqual(content);
  });
});
