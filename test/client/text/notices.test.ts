/** The privacy notice carries a version and a date, and says neither more nor less than it may. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cy } from "../../../client/text/cy.ts";
import { en } from "../../../client/text/en.ts";
import { WELSH_EDITION } from "../../../server/contract/edition.ts";
import { NOTICE_VERSION } from "../../../client/text/notices.ts";

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return textsIn((value as (...names: string[]) => unknown)("{1}", "{2}"));
  return Object.values(value as object).flatMap(textsIn);
}

test("whoever changes the Welsh of pages or print gives it a new edition, to be reviewed again", () => {
  const folder = new URL("../../../client/text/", import.meta.url);
  const files = readdirSync(folder).filter((name) => /^(cy.*|print)\.ts$/.test(name));
  const digest = createHash("sha256");
  for (const file of files.sort()) digest.update(readFileSync(new URL(file, folder)));
  expect(files.length).toBeGreaterThan(4);
  expect([WELSH_EDITION, digest.digest("hex").slice(0, 16)]).toMatchInlineSnapshot(`
    [
      "2",
      "3c070c90ad0ac71a",
    ]
  `);
});

describe("the privacy notice", () => {
  test("whoever changes its words gives it a new version and a new date", () => {
    const digest = createHash("sha256")
      .update(textsIn([en.privacy, cy.privacy]).join("\n"))
      .digest("hex");
    expect([NOTICE_VERSION, digest.slice(0, 16)]).toMatchInlineSnapshot(`
      [
        {
          "date": "2026-11-22",
          "number": "2",
        },
        "cbb8e8ad705ef2f2",
      ]
    `);
  });

  test("promises that answers cannot be linked once the survey is sealed, and no more", () => {
    const texts = textsIn(en.privacy).join(" ");
    expect(texts).toContain("We cannot link your answers to you once the survey is sealed");
    expect(texts).not.toMatch(/anonym|guarantee|impossible|nobody can ever/i);
    for (const words of [
      "private key",
      "list of letters",
      "operator can see when",
      "90 days",
      "12 months",
      "no cookie",
    ]) {
      expect(texts).toContain(words);
    }
  });

  test("its short layer is five or six sentences", () => {
    for (const { privacy } of [en, cy]) expect(privacy.short).toHaveLength(5);
  });
});
