/** Typing a code is forgiving, and forgives nothing that the check character finds. */
import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { CODE_ALPHABET, groupCode, parseCode } from "../../../core/code/code.ts";
import { createCode } from "../../../server/sealing/codes.ts";
import { createRandom } from "../../support/random.ts";

const codes = fc.string({ minLength: 1, maxLength: 12 }).map((seed) => createCode(createRandom(seed)));
const DASHES = ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\u00AD", "\uFF0D", "\uFE58"];
const SPACES = [" ", "\u00A0", "\u2009", "\t", "\u200B", "\uFEFF", ""];

/** Other shapes of a character that are read as that one alone. */
function shapesOf(character: string): readonly string[] {
  const cyrillic: Readonly<Record<string, string>> = {
    B: "В",
    C: "с",
    H: "Н",
    K: "к",
    M: "М",
    P: "р",
    T: "Т",
    X: "х",
    Y: "у",
  };
  const fullWidth = String.fromCodePoint(character.codePointAt(0)! + 0xfe_e0);
  const shapes = [character, character.toLowerCase(), fullWidth, fullWidth.toLowerCase()];
  return [...shapes, ...(character === "V" ? ["U", "u", "\uFF35"] : []), ...(cyrillic[character] ?? "")];
}

/** A code with something in every gap and every character in some shape. */
const written = codes.chain((code) =>
  fc
    .tuple(
      fc.tuple(...[...code].map((character) => fc.constantFrom(...shapesOf(character)))),
      fc.array(fc.constantFrom(...DASHES, ...SPACES), { minLength: 10, maxLength: 10 }),
    )
    .map(([characters, gaps]) => ({ code, typed: characters.map((one, at) => gaps[at] + one).join("") })),
);

describe("reading a code", () => {
  propertyTest.prop([written])("forgives case, spaces, dashes and other shapes of a character", ({ code, typed }) => {
    expect(parseCode(typed)).toBe(code);
  });

  propertyTest.prop([codes])("reads what was printed", (code) => {
    expect(groupCode(code)).toMatch(/^.{4}-.{3}-.{3}$/);
    expect(parseCode(groupCode(code))).toBe(code);
  });

  propertyTest.prop([codes, fc.constantFrom("O", "o", "0", "О", "\uFF10")])(
    "knows whether an O is a Q or a D, by the check character",
    (code, typed) => {
      for (let at = 0; at < code.length; at += 1) {
        const read = parseCode(code.slice(0, at) + typed + code.slice(at + 1));
        expect(read).toBe(code[at] === "D" || code[at] === "Q" ? code : null);
      }
    },
  );

  propertyTest.prop([codes])("is never led to another code by look-alikes alone", (code) => {
    const read = parseCode(code.replaceAll(/[DQ]/g, "O").replaceAll("V", "U"));
    expect([code, null]).toContain(read);
  });

  test("refuses an O where both readings pass", () => {
    // Two places of one weight: a D and a Q, or a Q and a D.
    const code = createCode(createRandom("both"));
    const made = [`D2Q${code.slice(3, 9)}`, `Q2D${code.slice(3, 9)}`].map((start) =>
      [...CODE_ALPHABET].map((last) => start + last).find((one) => parseCode(one) !== null),
    );
    expect(made[0]?.at(-1)).toBe(made[1]?.at(-1));
    expect(parseCode(`O2O${made[0]?.slice(3)}`)).toBeNull();
  });

  propertyTest.prop([codes])("finds every single wrong character, look-alikes of others among them", (code) => {
    for (let at = 0; at < code.length; at += 1) {
      for (const other of `${CODE_ALPHABET}01OIULAE`) {
        const meant = { V: "U", D: "O0", Q: "O0" }[code[at] ?? ""] ?? "";
        if (other === code[at] || meant.includes(other)) continue;
        expect(parseCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull();
      }
    }
  });

  propertyTest.prop([fc.string({ unit: "binary", maxLength: 80 })])(
    "refuses anything else without failing",
    (typed) => {
      const code = parseCode(typed);
      if (code !== null) expect(code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{10}$`));
    },
  );

  test("reads most codes whose every D, Q and V was typed as O and U", () => {
    const random = createRandom("look-alikes");
    const doubtful = Array.from({ length: 4000 }, () => createCode(random)).filter((code) => /[DQ]/.test(code));
    const read = doubtful.filter((code) => parseCode(code.replaceAll(/[DQ]/g, "O").replaceAll("V", "U")) === code);
    expect(read.length / doubtful.length).toBeGreaterThan(0.75);
  });

  test("passes few random texts, with an O in them or without", () => {
    const random = createRandom("noise");
    const share = (change: (code: string) => string): number => {
      const passed = Array.from({ length: 4000 }, () => {
        const text = createCode(random).slice(0, 9) + createCode(random)[0];
        return parseCode(change(text)) !== null;
      });
      return passed.filter(Boolean).length / passed.length;
    };
    expect(share((text) => text)).toBeLessThan(0.05);
    expect(share((text) => `O${text.slice(1)}`)).toBeLessThan(0.1);
  });
});
