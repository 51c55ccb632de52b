/** Builds what the suite in the browser looks at, where there is a browser. */
import { build } from "../../server/tools/build.mjs";
import { chromiumPath } from "../support/browser.ts";

/** Runs before the suite. */
export async function setup(): Promise<void> {
  if (chromiumPath() !== null) await build({ quiet: true });
}
