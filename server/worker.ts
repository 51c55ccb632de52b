/** The Cloudflare Worker: takes responses and serves; by a cron trigger it moves what was taken and publishes what is due. */
import assets from "assets-manifest";
import { createApp } from "./http/app.ts";
import { createMoveAll } from "./jobs/move-all.ts";
import { createPublishRound } from "./jobs/publish-release.ts";
import { createMoverSecretKeys, type Secrets } from "./keys/secret-keys.ts";
import { randomBytes } from "./sealing/bytes.ts";
import { openWebDatabases } from "./storage/open-web.ts";
import { writeLine } from "./services/log.ts";
import { createIsolate, createWorkerServices, type Isolate } from "./worker-services.ts";

const MOVE_MS = 120_000;

let kept: { readonly bindings: Secrets; readonly isolate: Isolate } | null = null;

/** What this isolate keeps. Made again where the bindings are others, as in a test. */
function isolateOf(bindings: Secrets): Isolate {
  if (kept?.bindings !== bindings) kept = { bindings, isolate: createIsolate(bindings, assets) };
  return kept.isolate;
}

async function fetchPage(request: Request, bindings: Secrets): Promise<Response> {
  let isolate: Isolate;
  try {
    isolate = isolateOf(bindings);
  } catch (error) {
    console.error(error instanceof Error ? error.message : "the bindings are wrong");
    return new Response("The service is not set up. Its log says what is missing.\n", { status: 503 });
  }
  return createApp(createWorkerServices(isolate)).fetch(request);
}

async function moveAndPublish(bindings: Secrets): Promise<void> {
  const databases = openWebDatabases(isolateOf(bindings).servers, MOVE_MS);
  const keys = createMoverSecretKeys(bindings);
  await createMoveAll({ databases, keys, random: randomBytes }, (kind) => writeLine({ event: "move.failed", kind }))();
  const now = (): Date => new Date();
  await createPublishRound({ databases, now }, (kind) => writeLine({ event: "publish.failed", kind }))();
}

export default {
  fetch: fetchPage,
  scheduled: (_event: unknown, bindings: Secrets): Promise<void> => moveAndPublish(bindings),
};
