/**
 * Builds, and starts the product once on an empty folder: the demonstration that it loads is what every file looks at. The
 * loading goes on while other suites run; the folder has its name once it is done.
 */
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { build } from "../../server/tools/build.mjs";
import { chromiumPath } from "../support/browser.ts";
import { startProduct } from "../support/product.ts";

declare module "vitest" {
  /** What the suite in the browser is given. */
  interface ProvidedContext {
    /** Where a data folder with the demonstration will be, to be copied. */
    demonstration: string;
  }
}

/** Runs before the suite; what it returns runs after. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (chromiumPath() === null) return async () => undefined;
  await build({ quiet: true });
  const folder = await mkdtemp(join(tmpdir(), "soundings-e2e-"));
  const demonstration = join(folder, "demonstration");
  project.provide("demonstration", demonstration);
  const loading = loadInto(demonstration).catch((error: unknown) => console.error("The demonstration failed:", error));
  return async () => {
    await loading;
    await rm(folder, { recursive: true, force: true });
  };
}

async function loadInto(folder: string): Promise<void> {
  const product = await startProduct();
  await product.end();
  await rename(product.dataFolder, folder);
}
