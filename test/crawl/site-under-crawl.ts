/** The site over the demonstration, in this process, and the rows that its pages must agree with, as the API gives them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { ResultRow } from "../../core/release/types.ts";
import { readEnvironment } from "../../server/environment.ts";
import { createNodeApp } from "../../server/node-app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import { closeDatabases, openDatabases } from "../../server/storage/open-node.ts";
import { copyDemonstration } from "../support/demonstration.ts";

const ORIGIN = "http://localhost";

/** A place of a release. */
export interface ReleasedPlace {
  readonly code: string;
  readonly slug: string;
  readonly name: { readonly en: string; readonly cy: string };
}

/** A release as the API lists it, with its places. */
export interface CrawledRelease {
  readonly id: string;
  readonly places: readonly ReleasedPlace[];
}

/** The site, and what is known of it beforehand. */
export interface CrawledSite {
  readonly releases: readonly CrawledRelease[];
  get(path: string): Promise<Response>;
  /** Every row of a place, in the order of its file. */
  rows(release: string, place: string): Promise<readonly ResultRow[]>;
  close(): Promise<void>;
}

/** Opens the demonstration. */
export async function openCrawl(): Promise<CrawledSite> {
  const folder = await mkdtemp(join(tmpdir(), "soundings-crawl-"));
  await copyDemonstration(folder);
  const environment = readEnvironment({ DATA_DIR: folder });
  const databases = await openDatabases(environment.location);
  const { services } = await createNodeServices(environment, databases, "dist");
  const app: Hono = createNodeApp(services, "dist");
  const get = async (path: string): Promise<Response> =>
    app.fetch(new Request(`${ORIGIN}${path}`, { redirect: "manual" }));
  const json = async <Value>(path: string): Promise<Value> => (await (await get(path)).json()) as Value;
  const kept = new Map<string, Promise<readonly ResultRow[]>>();

  async function readRows(release: string, place: string): Promise<readonly ResultRow[]> {
    const rows: ResultRow[] = [];
    let path: string | null = `/api/v1/releases/${release}/results?place=${place}`;
    while (path !== null) {
      const page: { rows: ResultRow[]; next: string | null } = await json(path);
      rows.push(...page.rows);
      path = page.next;
    }
    return rows;
  }

  return {
    releases: await readReleases(json),
    get,
    rows(release, place) {
      const name = `${release} ${place}`;
      const known = kept.get(name) ?? readRows(release, place);
      kept.set(name, known);
      // The rows of one place are some thousands: no more than a few are kept.
      if (kept.size > 6) kept.delete(kept.keys().next().value ?? "");
      return known;
    },
    async close() {
      closeDatabases(databases);
      await rm(folder, { recursive: true });
    },
  };
}

async function readReleases(json: <Value>(path: string) => Promise<Value>): Promise<readonly CrawledRelease[]> {
  const { releases } = await json<{ releases: { id: string }[] }>("/api/v1/releases");
  const { places } = await json<{ places: { code: string; slug: string }[] }>("/api/v1/places");
  const slugs = new Map(places.map(({ code, slug }) => [code, slug]));
  const found: CrawledRelease[] = [];
  for (const { id } of releases) {
    const release = await json<{ places: Omit<ReleasedPlace, "slug">[] }>(`/api/v1/releases/${id}`);
    found.push({ id, places: release.places.map((place) => ({ ...place, slug: slugs.get(place.code) ?? "" })) });
  }
  return found;
}
