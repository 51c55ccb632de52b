/** What the contract suite is run against, and the few words it shares with what prepares it. No Node in here. */
import { expect } from "vitest";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import type { ProblemCode } from "../../server/contract/problems.ts";
import { PROBLEMS } from "../../server/contract/problems.ts";
import type { Services } from "../../server/services/types.ts";

/** A council of one tier. */
export const SHEFFIELD = "E08000039";

/** A district with Surrey County Council above it. */
export const GUILDFORD = "E07000209";

/** Councils of the invented country, all in one county. */
export const INVENTED_PLACES = ["D-B01", "D-B02", "D-B03"] as const;

/** The invented council that has a look of its own. */
export const LOOK_PLACE = "D-B02";

/** The waves that `createWorld` makes. */
export const WAVES = {
  open: "contract-open",
  coded: "contract-coded",
  proof: "contract-proof",
  closed: "contract-closed",
  draft: "contract-draft",
  moved: "contract-moved",
  trial: "contract-trial",
  released: "contract-released",
  /** Asks the fixture questionnaire with everything in it. */
  everything: "fixture-everything",
} as const;

/** How many codes there are of each kind. */
export const CODES_ISSUED = 12;

/** Stands in everything wrong that is sent, and may stand in nothing that comes back. */
export const MARKER = "S3CRET-MARKER";

/** What tests need to know of what was made. */
export interface World {
  readonly release: string;
  /** The fixture questionnaires; each has an open wave of its id in Sheffield. */
  readonly fixtures: readonly Questionnaire[];
  readonly codes: Readonly<Record<"sheffield" | "guildford" | "otherWave", readonly string[]>>;
  /** A form begun in Sheffield while the closed wave was open. */
  readonly late: { readonly id: string; readonly form: string };
}

/** A request of the suite: no redirect is followed. `from` is the address that it comes from; unknown where left out. */
export type Send = (path: string, init?: RequestInit, from?: string) => Promise<Response>;

/** A running application. */
export interface HttpTarget {
  readonly fetch: Send;
  readonly world: World;
  /** Services for applications that differ in one way, e.g. fail. Asked for anew by each test: a Worker's do not last. */
  readonly services: Services;
  /** How many responses of a wave wait in the spool, or how many of its codes or proofs are spent. */
  count(table: "spool" | "nullifier" | "proof", wave: string): Promise<number>;
  /** Everything written to the log and to the console so far. */
  logged(): readonly string[];
  close(): Promise<void>;
}

/** The target of a suite, once it is there. */
export type Target = () => HttpTarget;

/** A fresh submission id. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** A `POST` of JSON. */
export function json(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

const ROUTES = [
  ...[
    "places",
    "waves",
    "questionnaires",
    "releases",
    "evidence",
    "openapi.json",
    "docs",
    "first-five-minutes",
    "places/:code",
    "waves/:id",
  ],
  ...["waves/:id/responses", "questionnaires/:id/:version", "releases/:id"],
  ...["releases/:id/results", "releases/:id/results.csv", "releases/:id/files/:name"],
].map((route) => `/api/v1/${route}`);

/** The pattern of the call at an address; of every other address of the API where there is no call. */
function routeOf(path: string): string {
  const [plain = ""] = path.split("?");
  const found = ROUTES.find((route) => new RegExp(`^${route.replaceAll(/:[a-z]+/g, "[^/]+")}$`).test(plain));
  return found ?? "/api/*";
}

/** Checks a refusal: its status, its shape to the last member, and that nothing that was sent stands in it. */
export async function expectRefusal(
  response: Response,
  path: string,
  code: ProblemCode,
  field?: string,
  route = routeOf(path),
): Promise<void> {
  const { status, title, advice } = PROBLEMS[code];
  const text = await response.text();
  expect([response.status, response.headers.get("Content-Type")]).toEqual([status, "application/problem+json"]);
  expect(JSON.parse(text)).toEqual({
    ...{ type: `/api/v1/docs#${code}`, title, status, detail: advice, code },
    instance: route,
    ...(field === undefined ? {} : { field }),
  });
  expectNoEcho(response, text);
}

/** Checks that no part of an answer repeats the marker. */
export function expectNoEcho(response: Response, text: string): void {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  expect(`${headers}\n${text}`.toLowerCase()).not.toContain(MARKER.toLowerCase());
}
