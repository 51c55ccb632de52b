/** The command line as somebody types it: the built program in a process of its own. The build must stand already. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";

const ROOT = resolve(import.meta.dirname, "../..");

/** What a command ended with and printed. */
export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command with these variables beside our own; one that is undefined is left out. `out` may be an open file, which the
 * command prints into.
 */
export function runSoundings(
  words: readonly string[],
  environment: Readonly<Partial<Record<string, string | undefined>>>,
  out: "pipe" | number = "pipe",
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "dist/server/cli.mjs"), ...words], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", out, "pipe"],
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, out: stdout ?? "", err: stderr };
}

/** Commands on the data of one folder. */
export function soundingsIn(folder: string): (...words: readonly string[]) => Outcome {
  return (...words) => runSoundings(words, { DATA_DIR: join(folder, "data") });
}

/** Writes a file for a command into a folder, and gives its path. */
export function fileIn(folder: string): (name: string, text: string) => string {
  return (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
}
