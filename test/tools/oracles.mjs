/** `npm run oracles -- DIR`: bundles the runner with the core, then runs it in this process. */
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const outfile = join(ROOT, "node_modules", ".cache", "oracles", "run.mjs");

await build({
  entryPoints: [join(ROOT, "test/oracles/run.ts")],
  ...{
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    target: "node20",
    outfile,
    logLevel: "warning",
  },
});
await import(pathToFileURL(outfile).href);
