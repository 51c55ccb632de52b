/** `npm run check`: types, lint with the import fences, format, dead code, migrations. All of them, then one verdict. */
import { spawnSync } from "node:child_process";
import process from "node:process";

const CHECKS = [
  ["types", "npx", ["tsc", "-b"]],
  ["lint and fences", "npx", ["oxlint", "--ignore-pattern", "test/fixtures/**"]],
  ["format", "npx", ["oxfmt", "--check", "."]],
  ["dead code", "npx", ["knip"]],
  ["migrations", process.execPath, ["drizzle/generate.mjs", "--check"]],
];

let failed = 0;
for (const [name, command, args] of CHECKS) {
  const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name}`);
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
