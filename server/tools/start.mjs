/** `npm start`: builds when something changed, then runs the Node server in this process. */
import { build } from "./build.mjs";

await build();
await import("../../dist/server/node.mjs");
