/** Puts the services of the Node server together: files or servers, group commit, keys in a folder. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Environment, keysFolder } from "./environment.ts";
import { createFileKeys, readFormKey } from "./keys/file-keys.ts";
import { keptEdgeKeys, type Later, type MoverKeyPort } from "./keys/wave-keys.ts";
import { randomBytes } from "./sealing/bytes.ts";
import { createFormSealer } from "./sealing/sealed-form.ts";
import { createSealer } from "./sealing/sealed-response.ts";
import { createCatalogue } from "./services/catalogue.ts";
import { createGroupCommit } from "./services/group-commit.ts";
import { acceptSubmission, acknowledgedReceipt } from "./services/intake.ts";
import { writeLine } from "./services/log.ts";
import { createPublished } from "./services/published.ts";
import type { Assets, Services } from "./services/types.ts";
import { type Databases, isReady } from "./storage/database.ts";
import { insertSpoolEntries, type SpoolEntry, type SpoolOutcome } from "./storage/intake.ts";

const GROUP_MAX = 500;

/** How entries of the spool are committed; the benchmarks put another in its place. */
type CommitEntries = (entries: readonly SpoolEntry[]) => Promise<readonly SpoolOutcome[]>;

const later: Later = (work, milliseconds) => void setTimeout(work, milliseconds).unref();

/** The services over open databases, and the mover's keys. `dist` is the folder that the build made. */
export async function createNodeServices(
  environment: Environment,
  databases: Databases,
  dist: string,
  commitEntries: CommitEntries = (entries) => insertSpoolEntries(databases.intake, entries),
): Promise<{ services: Services; keys: MoverKeyPort }> {
  const now = (): number => Date.now();
  const keys = createFileKeys(keysFolder(environment));
  const forms = createFormSealer(await readFormKey(keysFolder(environment)), now);
  const catalogue = createCatalogue(() => databases.office, now, { shareReads: true });
  const intake = {
    ...{ catalogue, forms, now, random: randomBytes },
    keys: keptEdgeKeys(keys, later),
    seal: createSealer(now),
    database: () => databases.intake,
    commit: createGroupCommit(commitEntries, GROUP_MAX),
  };
  const services: Services = {
    ...{ catalogue, forms, random: randomBytes },
    published: createPublished(() => databases.office, now),
    submit: (submission) => acceptSubmission(intake, submission),
    acknowledged: (wave, id) => acknowledgedReceipt(intake, wave, id),
    assets: JSON.parse(await readFile(join(dist, "assets-manifest.json"), "utf8")) as Assets,
    now: () => new Date(),
    ready: () => isReady(databases),
    log: writeLine,
  };
  return { services, keys };
}
