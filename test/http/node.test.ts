/** The contract on Node: embedded files, group commit, keys in a folder. */
import { vi } from "vitest";
import { readEnvironment } from "../../server/environment.ts";
import { createApp } from "../../server/http/app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import { createInstallation } from "../support/installation.ts";
import { httpContract } from "./contract.ts";
import type { HttpTarget } from "./target.ts";
import { createWorld } from "./world.ts";

const ORIGIN = "http://localhost";

/** What the Node server knows of a connection. */
function connectionFrom(remoteAddress: string | undefined): object {
  return remoteAddress === undefined ? {} : { incoming: { socket: { remoteAddress } } };
}

async function createTarget(): Promise<HttpTarget> {
  const installation = await createInstallation({ kind: "files" });
  const world = await createWorld(installation);
  const { databases, folder } = installation;
  const environment = readEnvironment({ DATA_DIR: folder });
  const { services } = await createNodeServices(environment, databases, "dist");
  const lines: string[] = [];
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void lines.push(parts.join(" ")));
  }
  const app = createApp(services);
  return {
    ...{ world, services },
    fetch: async (path, init, from) =>
      app.fetch(new Request(`${ORIGIN}${path}`, { redirect: "manual", ...init }), connectionFrom(from)),
    async count(table, wave) {
      const sql = `SELECT count(*) AS rows FROM ${table} WHERE wave = ?${table === "spool" ? " AND sealed IS NOT NULL" : ""}`;
      const { rows } = await databases.intake.$client.execute({ sql, args: [wave] });
      return Number(rows[0]?.["rows"]);
    },
    logged: () => lines,
    async close() {
      vi.restoreAllMocks();
      await installation.dispose();
    },
  };
}

httpContract("on Node, over embedded files", createTarget);
