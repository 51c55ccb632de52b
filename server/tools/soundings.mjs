/** `npm run soundings -- COMMAND`: builds when something changed, then runs the command line in this process. */
import { build } from "./build.mjs";

await build({ quiet: true });
await import("../../dist/server/cli.mjs");
