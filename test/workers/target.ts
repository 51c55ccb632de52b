/** The Worker as a target of the contract: the first request to each address has a context of its own, as they all have there. */
import { env, exports } from "cloudflare:workers";
import { inject, vi } from "vitest";
import worker from "../../server/worker.ts";
import { openWebDatabases } from "../../server/storage/open-web.ts";
import { createIsolate, createWorkerServices } from "../../server/worker-services.ts";
import type { HttpTarget } from "../http/target.ts";

/** Addresses of assets for applications that a test makes itself. */
export const ASSETS = {
  style: "/assets/style.css",
  styleRightToLeft: "/assets/style-rtl.css",
  results: "/assets/results.css",
  paper: "/assets/paper.css",
  survey: "/assets/survey.js",
  finder: "/assets/finder.js",
  proof: "/assets/proof.js",
};

const ORIGIN = "http://localhost";
const DEADLINE_MS = 20_000;

/** Asks one number of a database. */
export async function numberOf(name: "intake" | "responses", sql: string, wave: string): Promise<number> {
  const { servers } = createIsolate(env, ASSETS);
  const { rows } = await openWebDatabases(servers, DEADLINE_MS)[name].$client.execute({ sql, args: [wave] });
  return Number(rows[0]?.["rows"]);
}

/** The Worker, with everything that it writes to the console. */
export async function createWorkerTarget(): Promise<HttpTarget> {
  const lines: string[] = [];
  const entered = new Set<string>();
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void lines.push(parts.join(" ")));
  }
  return {
    world: inject("world"),
    // Made anew each time: services of a Worker live as long as one request may take.
    get services() {
      return createWorkerServices(createIsolate(env, ASSETS));
    },
    fetch(path, init, from) {
      const asked = { redirect: "manual", ...init } as const;
      // Each request through the suite's own door takes longer than the one before, so every address goes there once for each
      // method, and straight to the Worker after that.
      const first = `${init?.method ?? "GET"} ${path}`;
      if (from === undefined && !entered.has(first)) {
        entered.add(first);
        return exports.default.fetch(`${ORIGIN}${path}`, asked);
      }
      const headers = new Headers(init?.headers);
      if (from !== undefined) headers.set("CF-Connecting-IP", from);
      return worker.fetch(new Request(`${ORIGIN}${path}`, { ...asked, headers }), env);
    },
    count(table, wave) {
      const waiting = table === "spool" ? " AND sealed IS NOT NULL" : "";
      return numberOf("intake", `SELECT count(*) AS rows FROM ${table} WHERE wave = ?${waiting}`, wave);
    },
    logged: () => lines,
    close: () => Promise.resolve(void vi.restoreAllMocks()),
  };
}
