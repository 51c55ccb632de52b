/** The processes that benchmarks run, and where these find what they need. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
export const DIST = join(ROOT, "dist");
export const BUNDLES = join(DIST, "bench");

/** Starts a server and waits until what it prints says that it is ready. */
export async function start(args, variables, ready) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  await new Promise((done, failed) => {
    const listen = (chunk) => {
      text += chunk;
      if (ready.test(text)) done();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => failed(new Error(`the server ended with ${code}:\n${text}`)));
  });
  child.removeAllListeners("exit");
  return child;
}

export async function stop(child) {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** What a bundled program of this folder prints, as the JSON that it is. */
export async function output(program, ...args) {
  const child = spawn(process.execPath, [join(BUNDLES, `${program}.mjs`), ...args.map(String)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return JSON.parse(text);
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
