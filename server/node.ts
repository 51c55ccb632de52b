/** The Node server: embedded files or libSQL servers, static assets, the mover. `npm start` runs it. */
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { loadDemonstration } from "./demonstration/load.ts";
import { cubesFolder, type Environment, EnvironmentError, keysFolder, readEnvironment } from "./environment.ts";
import { createMoveAll } from "./jobs/move-all.ts";
import { createPublishRound } from "./jobs/publish-release.ts";
import { createFileCubes } from "./jobs/release-cubes.ts";
import { createRetentionRound, type RetentionServices } from "./jobs/retention.ts";
import type { Rewrite } from "./jobs/seal.ts";
import { createFileKeys } from "./keys/file-keys.ts";
import { createNodeApp } from "./node-app.ts";
import { createNodeServices } from "./node-services.ts";
import { prepareInstallation } from "./prepare.ts";
import { createProgress } from "./progress.ts";
import { randomBytes } from "./sealing/bytes.ts";
import { openInstallation, sentenceOf } from "./setup.ts";
import { closeDatabases } from "./storage/open-node.ts";
import type { Databases } from "./storage/database.ts";
import { rewriteFile } from "./storage/rewrite-node.ts";

const DIST = dirname(dirname(fileURLToPath(import.meta.url)));
const MIGRATIONS = join(dirname(DIST), "drizzle", "migrations");
const MOVE_EVERY_MS = 60_000;
/** Looked at every hour, and run once a day: a little after midnight, when a rewritten file keeps nobody waiting. */
const RETENTION_EVERY_MS = 3_600_000;

await start().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = error instanceof EnvironmentError ? 2 : 1;
});

async function start(): Promise<void> {
  const environment = readEnvironment(process.env);
  const databases = await openInstallation(environment, (opened) => prepare(environment, opened));
  const { services, keys } = await createNodeServices(environment, databases, DIST);
  const server = serve(
    { fetch: createNodeApp(services, DIST).fetch, port: environment.port, hostname: environment.host },
    () => {
      console.log(`Soundings is running at http://${environment.host}:${environment.port}`);
    },
  );
  server.on("error", (error: NodeJS.ErrnoException) => {
    const inUse = error.code === "EADDRINUSE";
    console.error(inUse ? `Port ${environment.port} is in use. Set PORT to another one.` : error.message);
    process.exit(1);
  });
  const moveAll = createMoveAll({ databases, keys, random: randomBytes }, (kind) =>
    services.log({ event: "move.failed", kind }),
  );
  const publish = createPublishRound({ databases, now: () => new Date() }, (kind) =>
    services.log({ event: "publish.failed", kind }),
  );
  const mover = setInterval(() => void Promise.all([moveAll(), publish()]), MOVE_EVERY_MS);
  const retention = createRetentionRound(retentionServices(environment, databases), services.log);
  void retention();
  const ending = setInterval(() => void retention(), RETENTION_EVERY_MS);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      clearInterval(mover);
      clearInterval(ending);
      server.close(() => {
        closeDatabases(databases);
        process.exit(0);
      });
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    });
  }
}

function retentionServices(environment: Environment, databases: Databases): RetentionServices {
  return {
    databases,
    keys: createFileKeys(keysFolder(environment)),
    cubeFolder: cubesFolder(environment),
    rewrite: environment.location.kind === "files" ? rewriteFile : null,
    now: () => new Date(),
    actor: "server",
  };
}

async function prepare(environment: Environment, databases: Databases): Promise<void> {
  const now = (): Date => new Date();
  await prepareInstallation(databases, MIGRATIONS, now);
  if (environment.demonstration && environment.location.kind === "files") {
    const rewrite: Rewrite = { kind: "in_place", rewrite: rewriteFile };
    const keys = createFileKeys(keysFolder(environment));
    const cubes = createFileCubes(cubesFolder(environment));
    const progress = createProgress();
    await loadDemonstration({ databases, keys, cubes, now, random: randomBytes, rewrite }, progress.show);
    progress.stop();
  }
}
