/** Puts the services of the Node server together: files or servers, group commit, keys in a folder. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Environment, keysFolder } from "./environment.ts";
import { createFileKeys, readFormKey } from "./keys/file-keys.ts";
import { keptEdgeKeys, type Later, type MoverKeyPort } from "./keys/wave-keys.ts";
import { createMemoryLimiter, nodeAddressOf } from "./node-limits.ts";
import { createRasteriser } from "./node-rasterise.ts";
import { randomBytes } from "./sealing/bytes.ts";
import { createFormSealer } from "./sealing/sealed-form.ts";
import { createSealer } from "./sealing/sealed-response.ts";
import { createCatalogue } from "./services/catalogue.ts";
import { type Controls, FORM_AGE_MIN_MS } from "./services/controls.ts";
import { createGroupCommit } from "./services/group-commit.ts";
import { acceptSubmission, acknowledgedReceipt } from "./services/intake.ts";
import { takeFrom } from "./services/limits.ts";
import { writeLine } from "./services/log.ts";
import { createProofs } from "./services/proofs.ts";
import { createPublished } from "./services/published.ts";
import type { Assets, Services } from "./services/types.ts";
import { type Databases, isReady } from "./storage/database.ts";
import { insertSpoolEntries, type SpoolEntry, type SpoolOutcome } from "./storage/intake.ts";

const GROUP_MAX = 500;

/** How entries of the spool are committed; the benchmarks put another in its place. */
type CommitEntries = (entries: readonly SpoolEntry[]) => Promise<readonly SpoolOutcome[]>;

/** What the benchmarks and tests put in the place of what everybody else gets. */
export interface NodeOptions {
  readonly commitEntries?: CommitEntries;
  readonly controls?: Partial<Controls>;
}

const later: Later = (work, milliseconds) => void setTimeout(work, milliseconds).unref();

/** The services over open databases, and the mover's keys. `dist` is the folder that the build made. */
export async function createNodeServices(
  environment: Environment,
  databases: Databases,
  dist: string,
  { commitEntries = (entries) => insertSpoolEntries(databases.intake, entries), controls = {} }: NodeOptions = {},
): Promise<{ services: Services; keys: MoverKeyPort }> {
  const now = (): number => Date.now();
  const keys = createFileKeys(keysFolder(environment));
  const formKey = await readFormKey(keysFolder(environment));
  const forms = createFormSealer(formKey, now);
  const proofs = createProofs(formKey, randomBytes, now);
  const limiter = createMemoryLimiter({ now: () => performance.now(), random: randomBytes, later });
  const catalogue = createCatalogue(() => databases.office, now, { shareReads: true });
  const intake = {
    ...{ catalogue, forms, now, random: randomBytes },
    keys: keptEdgeKeys(keys, later),
    seal: createSealer(now),
    database: () => databases.intake,
    commit: createGroupCommit(commitEntries, GROUP_MAX),
    controls: { limiter, proofs, formAgeMin: FORM_AGE_MIN_MS, ...controls },
  };
  const services: Services = {
    ...{ catalogue, forms, random: randomBytes },
    published: createPublished(() => databases.office, now),
    submit: (submission, sender) => acceptSubmission(intake, submission, sender),
    takeStep: (sender) => takeFrom(intake.controls.limiter, "step", sender),
    challenge: intake.controls.proofs.challenge,
    rasterise: await createRasteriser(),
    addressOf: nodeAddressOf(environment.trustedProxy),
    publicAddress: environment.publicAddress,
    acknowledged: (wave, id) => acknowledgedReceipt(intake, wave, id),
    assets: JSON.parse(await readFile(join(dist, "assets-manifest.json"), "utf8")) as Assets,
    now: () => new Date(),
    ready: () => isReady(databases),
    log: writeLine,
  };
  return { services, keys };
}
