/** Opens the three databases inside a Worker: libSQL servers over HTTP, a fresh client for every request. */
import { createClient } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Database, Databases } from "./database.ts";

/** A libSQL server and the token that opens it. */
export interface WebServer {
  readonly url: string;
  readonly token?: string;
}

/** The three servers of an installation. */
export interface WebServers {
  readonly intake: WebServer;
  readonly responses: WebServer;
  readonly office: WebServer;
}

const CALL_MS = 5000;

/** A libSQL server; every call ends after five seconds, or when `deadline` does. */
export function openWebServer(server: WebServer, deadline: AbortSignal): Database {
  const client = createClient({
    url: server.url,
    ...(server.token === undefined ? {} : { authToken: server.token }),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.any([deadline, AbortSignal.timeout(CALL_MS)]) }),
  });
  return drizzle({ client });
}

/**
 * The databases of one request, which all end with `deadlineMs`. Never kept for another request: a client queues its
 * calls, and what waits in the context of a request that has ended hangs.
 */
export function openWebDatabases(servers: WebServers, deadlineMs: number): Databases {
  const deadline = AbortSignal.timeout(deadlineMs);
  return {
    intake: openWebServer(servers.intake, deadline),
    responses: openWebServer(servers.responses, deadline),
    office: openWebServer(servers.office, deadline),
  };
}
