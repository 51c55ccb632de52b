/** The product as somebody runs it: the built server in a process of its own, on a data folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { runSoundings } from "./command-line.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const READY = /is running at (http:\/\/\S+)/;

/** A running product. */
export interface Product {
  readonly url: string;
  readonly dataFolder: string;
  /** Everything that it has printed. */
  output(): string;
  /** Runs a command of the command line on the same data; throws where it fails. */
  soundings(...words: string[]): string;
  /** The same, under the name of a person. */
  as(actor: string): Pick<Product, "soundings">;
  /** Ends it, politely or by SIGKILL, and keeps its data. */
  end(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Starts it again on the same data and port. */
  again(): Promise<void>;
  /** Ends it and takes its data away. */
  dispose(): Promise<void>;
}

/**
 * Starts the product on an empty folder without a demonstration, or on a folder that is filled before: `copyDemonstration`
 * puts the demonstration there. The build must stand already.
 */
export async function startProduct(fill?: (folder: string) => Promise<void>): Promise<Product> {
  const dataFolder = await mkdtemp(join(tmpdir(), "soundings-product-"));
  await fill?.(dataFolder);
  const port = await freePort();
  const env = {
    ...process.env,
    DATA_DIR: dataFolder,
    PORT: String(port),
    SOUNDINGS_DEMONSTRATION: fill === undefined ? "off" : "on",
  };
  let child: ChildProcess;
  let printed = "";

  async function begin(): Promise<void> {
    child = spawn(process.execPath, [join(ROOT, "dist/server/node.mjs")], { cwd: ROOT, env, stdio: "pipe" });
    await new Promise<void>((done, failed) => {
      let said = "";
      const listen = (chunk: Buffer): void => {
        printed += String(chunk);
        said += String(chunk);
        if (READY.test(said)) done();
      };
      child.stdout?.on("data", listen);
      child.stderr?.on("data", listen);
      child.once("exit", () => failed(new Error(`the product ended:\n${said}`)));
    });
  }

  async function end(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  await begin();
  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    output: () => printed,
    soundings: (...words) => run(words, env),
    as: (actor) => ({ soundings: (...words) => run(words, { ...env, SOUNDINGS_ACTOR: actor }) }),
    end,
    again: begin,
    async dispose() {
      await end("SIGKILL");
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

function run(words: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, out, err } = runSoundings(words, env);
  if (status !== 0) throw new Error(`${words.join(" ")}: ${err}`);
  return out;
}

/** Codes of a wave, as two people at two keyboards make them. */
export function issueCodes(product: Product, wave: string, place: string, count: number): readonly string[] {
  const words = ["codes", "request", wave, "--place", place, "--count", String(count)];
  const [, batch = ""] = product
    .as("Mair Rees")
    .soundings(...words)
    .trim()
    .split(" ");
  const csv = product.as("Tom Price").soundings("codes", "issue", batch, "--address", product.url);
  return [...csv.matchAll(/#(\w{10})\r\n/g)].map(([, code = ""]) => code);
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
