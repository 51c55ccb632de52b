/** The whole application with a small published release behind it, for attacks on what it answers. */
import { readEnvironment } from "../../server/environment.ts";
import { createApp } from "../../server/http/app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import { createWorld } from "../http/world.ts";
import type { World } from "../http/target.ts";
import { createInstallation, type Installation } from "../support/installation.ts";
import { createRandom } from "../support/random.ts";

/** What somebody on the internet sees of an answer. */
export interface Seen {
  readonly status: number;
  /** Headers by name, in order. */
  readonly headers: string;
  readonly body: string;
}

/** Sends a request; no redirect is followed. */
export type See = (path: string, init?: RequestInit) => Promise<Seen>;

/** A running application. */
export interface AttackedSite {
  readonly installation: Installation;
  readonly see: See;
  /** The bytes of what stands at an address, e.g. of a file. */
  readonly bytes: (path: string) => Promise<Uint8Array>;
  /** The same application started again: it remembers nothing. */
  readonly again: () => Promise<See>;
  readonly dispose: () => Promise<void>;
}

/** An application with nothing but places and a questionnaire. */
export async function createBareSite(): Promise<AttackedSite> {
  const installation = await createInstallation({ kind: "files" }, { random: createRandom("attacked") });
  const started = async (): Promise<ReturnType<typeof createApp>> => {
    const environment = readEnvironment({ DATA_DIR: installation.folder });
    const { services } = await createNodeServices(environment, installation.databases, "dist");
    return createApp({ ...services, log: () => undefined });
  };
  const again = async (): Promise<See> => {
    const app = await started();
    return async (path, init) => {
      const response = await app.fetch(new Request(`http://localhost${path}`, { redirect: "manual", ...init }));
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).sort();
      return { status: response.status, headers: headers.join("\n"), body: await response.text() };
    };
  };
  const bytes = async (path: string): Promise<Uint8Array> =>
    new Uint8Array(await (await (await started()).request(path)).arrayBuffer());
  return { installation, again, see: await again(), bytes, dispose: () => installation.dispose() };
}

/** An application with waves in every state and a release of three invented councils. */
export async function createSite(): Promise<AttackedSite & { readonly world: World }> {
  const site = await createBareSite();
  return { ...site, world: await createWorld(site.installation) };
}
