/** Runs `child.ts` in processes of its own, from a bundle made for the occasion. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { build } from "esbuild";

/** A bundle of `child.ts`. */
export interface ChildBundle {
  readonly path: string;
  dispose(): Promise<void>;
}

/** A running child. */
export interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Lines printed so far. */
  readonly lines: string[];
  /** Ends when `done` says so of the lines so far, or the child has ended. */
  until(done: (lines: readonly string[]) => boolean): Promise<void>;
  /** Lets a child that said `ready` go on. */
  go(): void;
  /** How it ended, with what it printed as errors. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

/** Bundles `child.ts`; packages are taken from the checkout. */
export async function bundleChild(): Promise<ChildBundle> {
  const folder = await mkdtemp(join(tmpdir(), "soundings-child-"));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  const path = join(folder, "child.mjs");
  await build({
    entryPoints: ["test/support/child.ts"],
    outfile: path,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  return { path, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts a child; `under` is a command to run it under, such as strace. It is killed when it takes too long. */
export function runChild(bundle: ChildBundle, args: readonly string[], under: readonly string[] = []): Child {
  const [command = process.execPath, ...words] = [...under, process.execPath, bundle.path, ...args];
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "pipe"], timeout: 60_000, killSignal: "SIGKILL" });
  const changed = new EventEmitter();
  const lines = linesOf(child.stdout, () => changed.emit("line"));
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  let over = false;
  const ended = new Promise<{ code: number | null; errors: string }>((settle) => {
    child.once("close", (code) => {
      over = true;
      changed.emit("line");
      settle({ code, errors });
    });
  });
  return {
    process: child,
    lines,
    ended,
    async until(done) {
      while (!over && !done(lines)) await once(changed, "line");
    },
    go: () => {
      child.stdin.end("\n");
    },
  };
}

/** The whole lines of a stream, as they come. */
function linesOf(stream: Readable, onLine: () => void): string[] {
  const lines: string[] = [];
  let rest = "";
  stream.on("data", (chunk: Buffer) => {
    const parts = `${rest}${chunk.toString()}`.split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    onLine();
  });
  return lines;
}
