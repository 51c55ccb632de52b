/** Puts the services of a Worker together: servers over HTTP for each request, plain data kept by the isolate. */
import * as v from "valibot";
import { createEdgeSecretKeys, type Secrets } from "./keys/secret-keys.ts";
import { fromBase64Url, randomBytes } from "./sealing/bytes.ts";
import { createFormSealer, type FormSealer } from "./sealing/sealed-form.ts";
import { createSealer, type SealResponse } from "./sealing/sealed-response.ts";
import { publicAddress } from "./public-address.ts";
import { createCatalogue, createMemory } from "./services/catalogue.ts";
import { type Controls, FORM_AGE_MIN_MS } from "./services/controls.ts";
import { acceptSubmission, acknowledgedReceipt, type IntakeServices } from "./services/intake.ts";
import { takeFrom } from "./services/limits.ts";
import { writeLine } from "./services/log.ts";
import { createProofs } from "./services/proofs.ts";
import { createPublished, createPublishedMemory, type PublishedMemory } from "./services/published.ts";
import type { Assets, Services } from "./services/types.ts";
import { isReady } from "./storage/database.ts";
import { insertSpoolEntries } from "./storage/intake.ts";
import { openWebDatabases, type WebServer, type WebServers } from "./storage/open-web.ts";
import { createBindingLimiter, workerAddressOf } from "./worker-limits.ts";

const FORM_KEY_BYTES = 32;
const REQUEST_MS = 10_000;

const missing = "is not set";
const address = v.pipe(
  v.string(missing),
  v.regex(/^(https?|libsql):\/\/.+/, "must be a libSQL address, e.g. libsql://name.example.org"),
);
const token = v.optional(v.string("must be a text"));

/** The variables and secrets of a Worker, by name; those of waves (`WAVE_KEYS_…`) come on top. */
export const WORKER_ENVIRONMENT = {
  INTAKE_URL: address,
  INTAKE_TOKEN: token,
  RESPONSES_URL: address,
  RESPONSES_TOKEN: token,
  OFFICE_URL: address,
  OFFICE_TOKEN: token,
  PUBLIC_ADDRESS: publicAddress,
  FORM_KEY: v.pipe(
    v.string(missing),
    v.transform(fromBase64Url),
    v.check((bytes) => bytes?.length === FORM_KEY_BYTES, "must be 32 bytes in URL-safe base 64"),
    v.transform((bytes) => bytes ?? new Uint8Array()),
  ),
} as const;

/** What an isolate keeps between requests: plain data and keys, and nothing that is tied to a request. */
export interface Isolate {
  readonly servers: WebServers;
  readonly secrets: Secrets;
  readonly assets: Assets;
  readonly publicAddress: string | null;
  readonly forms: FormSealer;
  readonly seal: SealResponse;
  readonly controls: Controls;
  readonly catalogue: ReturnType<typeof createMemory>;
  readonly published: PublishedMemory;
}

/** Checks the bindings and makes an isolate's memory. Throws an error that names the variable and what it must be. */
export function createIsolate(bindings: Secrets, assets: Assets): Isolate {
  const result = v.safeParse(v.object(WORKER_ENVIRONMENT), bindings);
  if (!result.success) {
    const [issue] = result.issues;
    const field = String(issue.path?.[0]?.key);
    throw new Error(`${field} ${issue.type === "object" || !(field in bindings) ? missing : issue.message}`);
  }
  const { INTAKE_URL, INTAKE_TOKEN, RESPONSES_URL, RESPONSES_TOKEN, OFFICE_URL, OFFICE_TOKEN, FORM_KEY } =
    result.output;
  return {
    servers: {
      intake: server(INTAKE_URL, INTAKE_TOKEN),
      responses: server(RESPONSES_URL, RESPONSES_TOKEN),
      office: server(OFFICE_URL, OFFICE_TOKEN),
    },
    secrets: bindings,
    assets,
    publicAddress: result.output.PUBLIC_ADDRESS ?? null,
    forms: createFormSealer(FORM_KEY, () => Date.now()),
    controls: {
      limiter: createBindingLimiter(bindings, FORM_KEY, () => Date.now()),
      proofs: createProofs(FORM_KEY, randomBytes, () => Date.now()),
      formAgeMin: FORM_AGE_MIN_MS,
    },
    seal: createSealer(() => Date.now()),
    catalogue: createMemory(),
    published: createPublishedMemory(),
  };
}

/** The services of one request. */
export function createWorkerServices(isolate: Isolate): Services {
  const now = (): number => Date.now();
  const databases = openWebDatabases(isolate.servers, REQUEST_MS);
  const catalogue = createCatalogue(() => databases.office, now, { memory: isolate.catalogue });
  const { forms, seal, assets, controls, publicAddress: address } = isolate;
  const intake: IntakeServices = {
    ...{ catalogue, forms, seal, now, controls, random: randomBytes },
    keys: createEdgeSecretKeys(isolate.secrets),
    database: () => databases.intake,
    commit: async (entry) => (await insertSpoolEntries(databases.intake, [entry]))[0] ?? "wave_closed",
  };
  return {
    ...{ catalogue, forms, assets, random: randomBytes },
    published: createPublished(() => databases.office, now, isolate.published),
    submit: (submission, sender) => acceptSubmission(intake, submission, sender),
    takeStep: (sender) => takeFrom(controls.limiter, "step", sender),
    challenge: controls.proofs.challenge,
    addressOf: workerAddressOf,
    publicAddress: address,
    rasterise: null,
    acknowledged: (wave, id) => acknowledgedReceipt(intake, wave, id),
    now: () => new Date(),
    ready: () => isReady(databases),
    log: writeLine,
  };
}

function server(url: string, secret: string | undefined): WebServer {
  return secret === undefined ? { url } : { url, token: secret };
}
