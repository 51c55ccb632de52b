/** What the environment says, checked once. Every variable has a line in the README, and a test says so. */
import { join } from "node:path";
import * as v from "valibot";
import { publicAddress } from "./public-address.ts";
import type { Location } from "./storage/open-node.ts";

const address = v.optional(v.pipe(v.string(), v.regex(/^(https?|libsql|wss?):\/\/.+/, "must be a libSQL address")));
const token = v.optional(v.string());

const PORT_MAX = 65_535;

/** A variable that is not what it must be; the message names it. Exit status 2. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** Who the audit says did it where SOUNDINGS_ACTOR names nobody. */
export const DEFAULT_ACTOR = "command line";

/** The variables, by name. */
export const ENVIRONMENT = {
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX, `must be a number from 0 to ${PORT_MAX}`),
    ),
    "8787",
  ),
  HOST: v.optional(v.string(), "127.0.0.1"),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, "must name a folder")), "data"),
  INTAKE_URL: address,
  INTAKE_TOKEN: token,
  RESPONSES_URL: address,
  RESPONSES_TOKEN: token,
  RESPONSES_FRESH_URL: address,
  RESPONSES_FRESH_TOKEN: token,
  OFFICE_URL: address,
  OFFICE_TOKEN: token,
  SOUNDINGS_DEMONSTRATION: v.optional(v.picklist(["on", "off"], "must be on or off"), "on"),
  TRUSTED_PROXY: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9-]*$/, "must be the name of a header"))),
  PUBLIC_ADDRESS: publicAddress,
  SOUNDINGS_ACTOR: v.optional(v.pipe(v.string(), v.maxLength(80, "must be at most 80 characters"))),
} as const;

/** The environment, checked. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly location: Location;
  /** An empty database that takes the place of RESPONSES_URL at seal. */
  readonly fresh: { readonly url: string; readonly token?: string } | null;
  readonly demonstration: boolean;
  readonly actor: string;
  /** The header in which a proxy in front says whom it serves; null where nobody is believed. */
  readonly trustedProxy: string | null;
  /** Where the site is to be found from outside; null where each request says so itself. */
  readonly publicAddress: string | null;
}

/** Checks the variables. Throws an `EnvironmentError` whose message names the variable and says what it must be. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const result = v.safeParse(v.object(ENVIRONMENT), variables);
  if (!result.success) {
    const [issue] = result.issues;
    throw new EnvironmentError(`${String(issue.path?.[0]?.key)} ${issue.message}`);
  }
  const { PORT, HOST, DATA_DIR, INTAKE_URL, RESPONSES_URL, OFFICE_URL, RESPONSES_FRESH_URL, ...rest } = result.output;
  const named = [INTAKE_URL, RESPONSES_URL, OFFICE_URL].filter((url) => url !== undefined);
  if (named.length !== 0 && named.length !== 3) {
    throw new EnvironmentError("INTAKE_URL, RESPONSES_URL and OFFICE_URL belong together: name all three or none");
  }
  const server = (url: string, secret: string | undefined): { url: string; token?: string } =>
    secret === undefined ? { url } : { url, token: secret };
  return {
    port: Number(PORT),
    host: HOST,
    dataFolder: DATA_DIR,
    location:
      INTAKE_URL === undefined || RESPONSES_URL === undefined || OFFICE_URL === undefined
        ? { kind: "files", folder: DATA_DIR }
        : {
            kind: "servers",
            intake: server(INTAKE_URL, rest.INTAKE_TOKEN),
            responses: server(RESPONSES_URL, rest.RESPONSES_TOKEN),
            office: server(OFFICE_URL, rest.OFFICE_TOKEN),
          },
    fresh: RESPONSES_FRESH_URL === undefined ? null : server(RESPONSES_FRESH_URL, rest.RESPONSES_FRESH_TOKEN),
    demonstration: rest.SOUNDINGS_DEMONSTRATION === "on",
    actor: rest.SOUNDINGS_ACTOR ?? DEFAULT_ACTOR,
    trustedProxy: rest.TRUSTED_PROXY ?? null,
    publicAddress: rest.PUBLIC_ADDRESS ?? null,
  };
}

/** The folder of the exact counts that releases were made of. */
export function cubesFolder(environment: Pick<Environment, "dataFolder">): string {
  return join(environment.dataFolder, "cubes");
}

/** The folder of the keys, which backups leave out. */
export function keysFolder(environment: Pick<Environment, "dataFolder">): string {
  return join(environment.dataFolder, "keys");
}
