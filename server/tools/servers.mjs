/**
 * `npm run servers`: three real libSQL servers on this machine (intake, responses, office), for trying an installation
 * on servers and for `wrangler dev`. Their data stand in DATA_DIR/servers; SERVERS_PORT is the first of three ports.
 */
import { join } from "node:path";
import process from "node:process";
import { sqldReason, startSqld } from "./sqld.mjs";

const NAMES = ["intake", "responses", "office"];
const FIRST_PORT = 8081;

/** Starts the servers, prints how to use them, and stays until it is told to end. */
async function main() {
  const reason = sqldReason();
  if (reason !== null) throw new Error(`libSQL servers cannot run here: ${reason}`);
  const first = Number(process.env["SERVERS_PORT"] || FIRST_PORT);
  if (!Number.isInteger(first) || first < 1 || first > 65_533) throw new Error("SERVERS_PORT is not a port number.");
  const folder = join(process.env["DATA_DIR"] || "data", "servers");
  const ports = NAMES.map((_name, index) => first + index);
  const servers = await startSqld({ count: NAMES.length, folder, names: NAMES, ports });
  for (const [index, name] of NAMES.entries()) console.log(`${name.toUpperCase()}_URL=${servers.urls[index]}`);
  console.log(`Data in ${folder}. Ctrl-C ends them.`);
  const alive = setInterval(() => {}, 60_000);
  const end = async () => {
    clearInterval(alive);
    await servers.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void end());
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
