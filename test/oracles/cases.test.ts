/** Every number of every open case agrees with R, within the tolerance that the case states. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkCase } from "./check-cases.ts";

const FOLDER = join(import.meta.dirname, "estimates");
const CASES = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));

test.each(CASES)("%s", (file) => {
  const { problem, comparison } = checkCase(file, readFileSync(join(FOLDER, file), "utf8"));
  expect(problem).toBeNull();
  expect(comparison.mismatches).toEqual([]);
  expect(comparison.numbers).toBeGreaterThan(200);
  expect(comparison.worst.error).toBeLessThan(1e-9);
});
