/** Codes in the browser: what is typed is checked by its form, and what came with a link leaves the address. */
import { fc, test as propertyTest } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { codeProblem, languageAddress, readFragment } from "../../../client/models/code-entry.ts";
import { groupCode } from "../../../core/code/code.ts";
import { createCode } from "../../../server/sealing/codes.ts";
import { createRandom } from "../../support/random.ts";

const codes = fc.string({ minLength: 1, maxLength: 12 }).map((seed) => createCode(createRandom(seed)));
const nothing = (): boolean => false;

test("an empty box is a fault only where a code is needed", () => {
  expect(codeProblem(" ", true)).toBe("codeRequired");
  expect(codeProblem(" ", false)).toBeNull();
});

propertyTest.prop([codes, fc.boolean()])(
  "what was printed begins the survey, one wrong character does not",
  (code, needed) => {
    expect(codeProblem(groupCode(code).toLowerCase(), needed)).toBeNull();
    expect(codeProblem(code.slice(0, 9) + (code[9] === "2" ? "3" : "2"), needed)).toBe("codeUnknown");
  },
);

propertyTest.prop([codes])("a code after # is taken out, as it is printed, however it is written", (code) => {
  for (const hash of [code, code.toLowerCase(), groupCode(code), encodeURIComponent(` ${code}`)]) {
    expect(readFragment(`#${hash}`, nothing)).toEqual({ code: groupCode(code), remove: true });
  }
});

test.each([
  ["", false],
  ["#", false],
  ["#main", false],
  ["#code", false],
  ["#2222-2222-23", true],
  ["#7KBT4XQ9", true],
  ["#%", true],
])("what is no code stays only where it names a part of the page: %s", (hash, remove) => {
  expect(readFragment(hash, (id) => ["main", "code"].includes(id))).toEqual({ code: null, remove });
});

propertyTest.prop([fc.string({ unit: "binary" })])(
  "nothing after # makes it fail, and nothing unknown stays",
  (text) => {
    const { code, remove } = readFragment(`#${text}`, nothing);
    expect(remove || code === null).toBe(true);
  },
);

test("the other language's address takes a code with it that has the form of one, and nothing else", () => {
  expect(languageAddress("https://a.example/cy/survey/w/p", "2222-222-222")).toBe(
    "https://a.example/cy/survey/w/p#2222222222",
  );
  for (const typed of ["", "2222", "2222-222-223"]) expect(languageAddress("/cy", typed)).toBe("/cy");
});
