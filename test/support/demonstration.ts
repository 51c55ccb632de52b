/** The demonstration as the product loads it, killed on the way: loaded once in a run, by the first file that asks. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import { freePort } from "./product.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** What the product prints where it is killed by SIGKILL, and at last where it is ended. */
const STOPS: readonly (readonly [printed: string, signal: NodeJS.Signals])[] = [
  ["2025: moved", "SIGKILL"],
  ["2026: responses", "SIGKILL"],
  ["is running at", "SIGTERM"],
];

/** Copies the loaded demonstration into a folder. Waits for it where another file has it loaded already. */
export async function copyDemonstration(into: string): Promise<void> {
  const folder = inject("demonstration");
  const [loading, loaded, failed] = [join(folder, "loading"), join(folder, "loaded"), join(folder, "failed")];
  const isFirst = await mkdir(join(folder, "taken")).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    try {
      for (const [printed, signal] of STOPS) await loadUntil(loading, printed, signal);
      await rename(loading, loaded);
    } catch (error) {
      await writeFile(failed, String(error));
    }
  }
  while (!existsSync(loaded)) {
    if (existsSync(failed)) throw new Error(`the demonstration was not loaded: ${readFileSync(failed, "utf8")}`);
    await setTimeout(200);
  }
  await cp(loaded, into, { recursive: true });
}

async function loadUntil(folder: string, printed: string, signal: NodeJS.Signals): Promise<void> {
  const env = { ...process.env, DATA_DIR: folder, PORT: String(await freePort()), SOUNDINGS_DEMONSTRATION: "on" };
  const child = spawn(process.execPath, [join(ROOT, "dist/server/node.mjs")], { cwd: ROOT, env, stdio: "pipe" });
  let said = "";
  let isStopped = false;
  const listen = (chunk: Buffer): void => {
    said += String(chunk);
    if (isStopped || !said.includes(printed)) return;
    isStopped = true;
    child.kill(signal);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  await once(child, "exit");
  if (!isStopped) throw new Error(`the product ended before “${printed}”:\n${said}`);
}
