/** Starts real libSQL servers with the contract's world in them, and hands their addresses and keys to the Worker. */
import { readFormKey } from "../../server/keys/file-keys.ts";
import { secretLines } from "../../server/keys/secret-keys.ts";
import { toBase64Url } from "../../server/sealing/bytes.ts";
import type { TestProject } from "vitest/node";
import { WAVES, type World } from "../http/target.ts";
import { createWorld } from "../http/world.ts";
import { createInstallation, type Installation } from "../support/installation.ts";

declare module "vitest" {
  /** What the suite inside workerd is given from outside. */
  interface ProvidedContext {
    world: World;
    bindings: Record<string, string>;
  }
}

/** Runs before the suite; what it returns runs after. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const installation = await createInstallation({ kind: "servers" });
  const world = await createWorld(installation);
  project.provide("world", world);
  project.provide("bindings", await bindingsOf(installation, world));
  return () => installation.dispose();
}

async function bindingsOf({ urls, keys, keyFolder }: Installation, world: World): Promise<Record<string, string>> {
  const [INTAKE_URL = "", RESPONSES_URL = "", OFFICE_URL = ""] = urls;
  const lines: string[] = [];
  for (const wave of new Set([...Object.values(WAVES), ...world.fixtures.map(({ id }) => id)])) {
    const held = await keys.read(wave);
    if (held !== null) lines.push(...secretLines(wave, held));
  }
  const secrets = lines.map((line): [string, string] => [
    line.slice(0, line.indexOf("=")),
    line.slice(line.indexOf("=") + 1),
  ]);
  return {
    INTAKE_URL,
    RESPONSES_URL,
    OFFICE_URL,
    FORM_KEY: toBase64Url(await readFormKey(keyFolder)),
    ...Object.fromEntries(secrets),
  };
}
