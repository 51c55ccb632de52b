/**
 * One demonstration for all files of a run: `test/support/demonstration.ts` loads it for the first that asks. Here is where
 * it will be, and here it is taken away.
 */
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  /** What the suites are given. */
  interface ProvidedContext {
    /** The folder for the demonstration of this run. */
    demonstration: string;
  }
}

/** Runs before the suites, in the process that all of them have in common; what it returns runs after. */
export function setup(project: TestProject): () => void {
  const folder = join(tmpdir(), `soundings-demonstration-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  project.provide("demonstration", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
