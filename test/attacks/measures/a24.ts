import { createHash } from "node:crypto";
import { INVENTED_PLACES, WAVES } from "../../http/target.ts";
import type { createSite, Seen } from "../site.ts";
import { type Measure, scoreOf } from "./measure.ts";

type Site = Awaited<ReturnType<typeof createSite>>;

/** Something that is there and nobody may see, beside something that is not there: both of one length. */
function absentAndForbidden(draft: string): readonly (readonly [string, string])[] {
  const absent = (name: string): string => `${name.slice(0, -1)}${name.endsWith("x") ? "y" : "x"}`;
  const pairs = (name: string, paths: readonly string[]): readonly (readonly [string, string])[] =>
    paths.map((path) => [path.replace("*", name), path.replace("*", absent(name))]);
  return [
    ...pairs(WAVES.draft, ["/api/v1/waves/*", "/survey/*", "/survey/*/E08000039"]),
    ...pairs(draft, [
      "/api/v1/releases/*",
      "/api/v1/releases/*/results?place=D-B01",
      "/api/v1/releases/*/results.csv?place=D-B01",
      "/api/v1/releases/*/results?question=decision_body",
      "/places/demonstration-forgeholm?release=*",
    ]),
  ];
}

/** An answer without the address that was asked for, which whoever asks knows. */
function plain({ status, headers, body }: Seen, path: string): string {
  const names = path.split(/[/?=&]/).filter((part) => part.length > 8);
  return names.reduce((text, name) => text.replaceAll(name, "*"), `${status}\n${headers}\n${body}`);
}

/** A service that keeps drafts from view with 403 and tags its answers by their content. */
function naive(): { readonly tried: number; readonly succeeded: number } {
  const rows = new Map([
    ["published", "council 57\ngovernment 43"],
    ["draft", "council 4\ngovernment 96"],
  ]);
  const answer = (name: string): Pick<Seen, "status" | "body"> => {
    const row = rows.get(name);
    if (row === undefined) return { status: 404, body: "Not found" };
    return name === "draft" ? { status: 403, body: "Forbidden" } : { status: 200, body: row };
  };
  const tag = (count: number): string => createHash("sha256").update(`council ${count}`).digest("hex");
  // A tag of the content of a withheld cell is as good as the cell: there are only so many counts.
  const guessed = Array.from({ length: 10 }, (_, count) => count).find((count) => tag(count) === tag(4));
  // So is the length of an answer that has a star for each digit.
  const hidden = [4, 12].map((count) => "*".repeat(String(count).length).length);
  const fell = [answer("draft").status !== answer("missing").status, guessed === 4, hidden[0] !== hidden[1]];
  return { tried: fell.length, succeeded: fell.filter(Boolean).length };
}

/** Places of whose withheld rows one is not sent like all others. */
async function unlikeWithheld({ see, world }: Site): Promise<ReturnType<typeof naive>> {
  const places = [...INVENTED_PLACES, "D-M01"];
  let succeeded = 0;
  for (const place of places) {
    const { body } = await see(`/api/v1/releases/${world.release}/results?place=${place}`);
    const { rows } = JSON.parse(body) as { rows: readonly Readonly<Record<string, unknown>>[] };
    const withheld = rows.filter(({ status }) => status === "c");
    const figures = withheld.map(({ share, bound, low, high, base, design_effect }) =>
      JSON.stringify({ share, bound, low, high, base, design_effect }),
    );
    if (figures.length < 100 || new Set(figures).size > 1) succeeded += 1;
  }
  return { tried: places.length, succeeded };
}

/** Tags that are not what anybody can work out from the release's hash and the address. */
async function foreignTags({ see, world }: Site): Promise<{ readonly tried: number; readonly succeeded: number }> {
  const release = `/api/v1/releases/${world.release}`;
  const { sha256 } = JSON.parse((await see(release)).body) as { sha256: string };
  const paths = [...INVENTED_PLACES, "D-M01"].flatMap((place) =>
    ["results", "results.csv"].map((name) => `${release}/${name}?place=${place}&by=all`),
  );
  let succeeded = 0;
  for (const path of paths) {
    const tag = createHash("sha256").update(`${sha256}\n${path}`).digest("hex").slice(0, 32);
    if (!(await see(path)).headers.includes(`etag: W/"${tag}"`)) succeeded += 1;
  }
  return { tried: paths.length, succeeded };
}

/** How many of the pairs can be told apart, once the release is a draft again. */
async function toldApart({ installation, world, again }: Site): Promise<ReturnType<typeof naive>> {
  const { $client } = installation.databases.office;
  await $client.execute({ sql: "UPDATE release SET state = 'draft' WHERE id = ?", args: [world.release] });
  const see = await again();
  const pairs = absentAndForbidden(world.release);
  let succeeded = 0;
  for (const [forbidden, absent] of pairs) {
    if (plain(await see(forbidden), forbidden) !== plain(await see(absent), absent)) succeeded += 1;
  }
  return { tried: pairs.length, succeeded };
}

/** Measures it. The site's release is a draft afterwards. */
export async function measure(site: Site): Promise<Measure> {
  return {
    attack: "A24",
    tries: "what is hidden, from the length, tag or kind of an answer; absent from forbidden",
    naive: naive(),
    ours: scoreOf([await foreignTags(site), await unlikeWithheld(site), await toldApart(site)]),
  };
}
