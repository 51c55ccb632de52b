/** The contract of everything that is read: places, waves, questionnaires, releases, evidence, the description itself. */
import { describe, expect, test } from "vitest";
import { csvTable } from "../../core/release/csv.ts";
import { RESULT_COLUMNS, type ResultRow } from "../../core/release/types.ts";
import { PROBLEMS } from "../../server/contract/problems.ts";
import { toBase64Url, toBytes } from "../../server/sealing/bytes.ts";
import { describeFiles } from "./contract-files.ts";
import { CODES_ISSUED, GUILDFORD, INVENTED_PLACES, SHEFFIELD, type Target, WAVES } from "./target.ts";

const [PLACE] = INVENTED_PLACES;
const COUNTY = "D-M01";
const SURREY = "E10000030";
const QUESTION = "decision_body";

interface Results {
  readonly release: string;
  readonly rows: readonly ResultRow[];
  readonly next: string | null;
}

interface Figure {
  readonly id: string;
  readonly link: string | null;
  readonly question: string;
  readonly place_code: string;
  readonly source: string;
}

/** Reads JSON that must be there. */
async function read<Answer>(target: Target, path: string): Promise<Answer> {
  const response = await target().fetch(path);
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get("Content-Type")).toMatch(/^application\/json/);
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  return (await response.json()) as Answer;
}

/** The key of a row, as the page before names it. */
function keyOf(row: ResultRow | undefined): string {
  if (row === undefined) throw new Error("there is no such row");
  const { place_code, stream, question, answer, by, group } = row;
  return toBase64Url(toBytes([place_code, stream, question, answer, by, group].join("\n")));
}

/** Everything that is read. */
export function describeReading(target: Target): void {
  describe("reading", () => {
    describePlaces(target);
    describeWaves(target);
    describeReleases(target);
    describeResults(target);
    describeFiles(target);
    describeCaching(target);
    describeService(target);
  });
}

function describePlaces(target: Target): void {
  const listed = async (query: string): Promise<string[]> => {
    const { places } = await read<{ places: { code: string }[] }>(target, `/api/v1/places${query}`);
    return places.map(({ code }) => code);
  };

  test("lists places by kind, by what they are within, and by a part of their name", async () => {
    expect((await listed("")).length).toBeGreaterThan(400);
    expect(await listed("?kind=county")).toContain(SURREY);
    expect(await listed(`?within=${SURREY}`)).toContain(GUILDFORD);
    expect(await listed(`?within=${SURREY}`)).not.toContain(SHEFFIELD);
    expect((await listed("?q=sheffield"))[0]).toBe(SHEFFIELD);
    expect(await listed(`?q=guild&kind=district&within=${SURREY}`)).toEqual([GUILDFORD]);
  });

  test("shows a place with what it belongs to and what it is made of", async () => {
    const guildford = await read<{ name: string; groups: string[] }>(target, `/api/v1/places/${GUILDFORD}`);
    expect(guildford.name).toBe("Guildford");
    expect(guildford.groups).toContain(SURREY);
    const surrey = await read<{ districts: string[] }>(target, `/api/v1/places/${SURREY}`);
    expect(surrey.districts).toContain(GUILDFORD);
  });
}

function describeWaves(target: Target): void {
  test("lists waves that are no drafts, without anything of their keys", async () => {
    const { waves } = await read<{ waves: { id: string }[] }>(target, "/api/v1/waves");
    const ids = waves.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([WAVES.open, WAVES.coded, WAVES.closed, WAVES.released]));
    expect(ids).not.toContain(WAVES.draft);
    expect(JSON.stringify(waves)).not.toMatch(/publicKey|"kty"|"crv"/);
  });

  test("shows a wave with its places, streams and dates", async () => {
    expect(await read(target, `/api/v1/waves/${WAVES.open}`)).toMatchObject({
      ...{ id: WAVES.open, state: "open", results_on: "2099-07-31", demonstration: false, languages: ["en"] },
      places: [GUILDFORD, SHEFFIELD],
      streams: [
        { stream: "code", mode: "online", sample_type: "probability" },
        { stream: "open", mode: "online", sample_type: "self-selected" },
      ],
    });
    expect(await read(target, `/api/v1/waves/${WAVES.closed}`)).toMatchObject({ state: "closed" });
  });

  test("says how many codes were issued in each place, and nothing else of them", async () => {
    const issued = async (wave: string): Promise<unknown> =>
      (await read<Record<string, unknown>>(target, `/api/v1/waves/${wave}`))["codes_issued"];
    expect(await issued(WAVES.coded)).toEqual([
      { place: GUILDFORD, codes: CODES_ISSUED },
      { place: SHEFFIELD, codes: CODES_ISSUED },
    ]);
    // A batch that was only asked for is no code.
    expect(await issued(WAVES.open)).toEqual([
      { place: GUILDFORD, codes: 0 },
      { place: SHEFFIELD, codes: CODES_ISSUED },
    ]);
    expect(await issued(WAVES.closed)).toBeUndefined();
    const { waves } = await read<{ waves: { id: string; codes_issued?: unknown }[] }>(target, "/api/v1/waves");
    expect(waves.find(({ id }) => id === WAVES.coded)?.codes_issued).toEqual(await issued(WAVES.coded));
    const said = JSON.stringify(waves);
    for (const code of Object.values(target().world.codes).flat()) expect(said).not.toContain(code);
    expect(said).not.toMatch(/requested|hash|spent/i);
  });

  test("gives the questionnaire of a wave, and in a two-tier area that includes the county's questions", async () => {
    const { questionnaire } = await read<{ questionnaire: { id: string; version: number } }>(
      target,
      `/api/v1/waves/${WAVES.open}`,
    );
    const document = await read<{ questions: { about: string; asked_in: string[] }[] }>(
      target,
      `/api/v1/questionnaires/${questionnaire.id}/${questionnaire.version}`,
    );
    expect(document.questions.some(({ about, asked_in }) => about === "county" && asked_in.includes("C"))).toBe(true);
  });
}

function describeReleases(target: Target): void {
  test("lists published releases and shows one in full", async () => {
    const { release } = target().world;
    const { releases } = await read<{ releases: { id: string; sha256: string }[] }>(target, "/api/v1/releases");
    expect(releases.map(({ id }) => id)).toEqual([release]);
    const full = await read<Record<string, unknown>>(target, `/api/v1/releases/${release}`);
    expect(full).toMatchObject({ id: release, wave: WAVES.released, demonstration: true, ...releases[0] });
    expect(full["places"]).toEqual(expect.arrayContaining([expect.objectContaining({ code: PLACE })]));
    expect(full["method"]).not.toEqual([]);
  });

  test("gives figures from elsewhere, by question and by place", async () => {
    const listed = async (query: string): Promise<readonly Figure[]> =>
      (await read<{ evidence: readonly Figure[] }>(target, `/api/v1/evidence${query}`)).evidence;
    const all = await listed("");
    expect(all.filter(({ source }) => source === "")).toEqual([]);
    const [first] = all;
    const question = await listed(`?question=${first?.question}`);
    expect(question).toEqual(all.filter((row) => row.question === first?.question));
    const both = await listed(`?question=${first?.question}&place=${first?.place_code}`);
    expect(both).toEqual(question.filter((row) => row.place_code === first?.place_code));
    expect(both.length).toBeGreaterThan(0);
    expect(await listed("?question=nothing")).toEqual([]);
    for (const row of all) expect(row.link === null || /^https?:\/\//.test(row.link)).toBe(true);
    expect(await listed(`?after=${all[4]?.id}`)).toEqual(all.slice(5));
    expect(await listed(`?after=${all.at(-1)?.id}`)).toEqual([]);
    const page = await read<{ next: unknown }>(target, "/api/v1/evidence");
    expect(page.next).toBeNull();
  });
}

function describeResults(target: Target): void {
  const results = (query: string): Promise<Results> =>
    read<Results>(target, `/api/v1/releases/${target().world.release}/results?${query}`);

  test("gives the rows of a place, of a question, and of both, broken down or not", async () => {
    const place = await results(`place=${PLACE}`);
    expect(place.rows.length).toBeGreaterThan(100);
    expect(new Set(place.rows.map(({ place_code }) => place_code))).toEqual(new Set([PLACE]));
    const question = await results(`question=${QUESTION}`);
    expect(question.rows.map(({ place_code }) => place_code)).toEqual(
      expect.arrayContaining([...INVENTED_PLACES, COUNTY]),
    );
    expect(new Set(question.rows.map((row) => row.question))).toEqual(new Set([QUESTION]));
    const both = await results(`place=${PLACE}&question=${QUESTION}`);
    expect(both.rows).toEqual(place.rows.filter((row) => row.question === QUESTION));
    const all = await results(`place=${PLACE}&by=all`);
    expect(all.rows).toEqual(place.rows.filter(({ by }) => by === "all"));
    const age = await results(`place=${PLACE}&by=age_band`);
    expect(age.rows).toEqual(place.rows.filter(({ by }) => by === "age_band"));
    expect(age.rows.length).toBeGreaterThan(0);
  });

  test("says who was asked, how, and that it is a demonstration, in every row", async () => {
    const { rows } = await results(`place=${PLACE}&question=${QUESTION}`);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([...RESULT_COLUMNS]);
      expect(row).toMatchObject({ sample_type: "demonstration", mode: "online", wave: WAVES.released });
    }
  });

  test("says how each place was weighted, and what that costs each figure", async () => {
    const { places } = await read<{ places: { code: string; compositions: { weighting: string[] }[] }[] }>(
      target,
      `/api/v1/releases/${target().world.release}`,
    );
    const steps = places.map(({ code, compositions }) => [code, compositions[0]?.weighting.length ?? 0] as const);
    for (const [code, count] of steps) expect([code, count > 0]).toEqual([code, true]);
    const { rows } = await results(`question=${QUESTION}&by=all`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { design_effect } of rows) {
      expect(design_effect).toBeGreaterThanOrEqual(1);
      expect(String(design_effect)).toMatch(/^\d(\.\d)?$/);
    }
  });

  test("gives the same rows as CSV, row by row", async () => {
    const after = keyOf((await results(`place=${PLACE}`)).rows[4]);
    for (const query of [
      `place=${PLACE}`,
      `question=${QUESTION}`,
      `place=${COUNTY}&by=all`,
      `place=${PLACE}&after=${after}`,
    ]) {
      const { rows } = await results(query);
      const response = await target().fetch(`/api/v1/releases/${target().world.release}/results.csv?${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("Content-Type")).toMatch(/^text\/csv/);
      expect((await response.text()).split("\r\n")).toEqual(csvTable(rows).split("\r\n"));
    }
  });

  test("goes on after a row, and ends with an empty page", async () => {
    const all = await results(`place=${PLACE}`);
    const rest = await results(`place=${PLACE}&after=${keyOf(all.rows[6])}`);
    expect(rest.rows).toEqual(all.rows.slice(7));
    const end = await results(`place=${PLACE}&after=${keyOf(all.rows.at(-1))}`);
    expect([end.rows, end.next]).toEqual([[], null]);
  });

  test("answers 304 without a body to whoever has the release already, and only to them", async () => {
    const { release } = target().world;
    for (const name of ["results", "results.csv"]) {
      const path = `/api/v1/releases/${release}/${name}?place=${PLACE}`;
      const tag = (await target().fetch(path)).headers.get("ETag") ?? "";
      expect(tag).toMatch(/^W\/"[0-9a-z-]+"$/);
      const known = await target().fetch(path, { headers: { "If-None-Match": tag } });
      expect([known.status, await known.text(), known.headers.get("ETag")]).toEqual([304, "", tag]);
      expect((await target().fetch(path, { headers: { "If-None-Match": 'W/"other"' } })).status).toBe(200);
    }
  });
}

function describeCaching(target: Target): void {
  const calls = (): readonly string[] =>
    [
      ...["places", `places/${SHEFFIELD}`, "waves", `waves/${WAVES.open}`, "questionnaires/lga-resident/2", "evidence"],
      ...["releases", `releases/${target().world.release}`, "openapi.json"],
      ...[`releases/${target().world.release}/results?place=${PLACE}`],
      ...[`releases/${target().world.release}/results.csv?place=${PLACE}`],
    ].map((path) => `/api/v1/${path}`);

  test("lets the catalogue be kept for a minute, a release for a day, and answers a repeat without a body", async () => {
    for (const path of calls()) {
      const { headers } = await target().fetch(path);
      const tag = headers.get("ETag") ?? "";
      const seconds = path.includes("/releases/") ? 86_400 : 60;
      expect([path, headers.get("Cache-Control")?.split(", ").slice(0, 2)]).toEqual([
        path,
        ["public", `max-age=${seconds}`],
      ]);
      for (const known of [tag, tag.replace("W/", ""), `"other", ${tag}`, "*"]) {
        const repeat = await target().fetch(path, { headers: { "If-None-Match": known } });
        expect([path, known, repeat.status, await repeat.text()]).toEqual([path, known, 304, ""]);
      }
      for (const unknown of ['"other"', 'W/""', tag.replaceAll('"', "")]) {
        const other = await target().fetch(path, { headers: { "If-None-Match": unknown } });
        expect([path, unknown, other.status]).toEqual([path, unknown, 200]);
      }
    }
  });

  test("gives each address of a release a tag of its own", async () => {
    const { release } = target().world;
    const tags = new Set<string | null>();
    const paths = ["", `/results?place=${PLACE}`, `/results?place=${COUNTY}`, `/results.csv?place=${PLACE}`];
    for (const path of paths) {
      tags.add((await target().fetch(`/api/v1/releases/${release}${path}`)).headers.get("ETag"));
    }
    expect(tags.size).toBe(paths.length);
  });

  test("may be read by pages of other sites, and pages may not", async () => {
    for (const path of [...calls(), `/api/v1/${WAVES.open}`]) {
      const policy = (await target().fetch(path)).headers.get("Cross-Origin-Resource-Policy");
      expect([path, policy]).toEqual([path, "cross-origin"]);
    }
    const page = await target().fetch("/places/sheffield");
    expect(page.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });
}

function describeService(target: Target): void {
  test("is alive and reaches its databases", async () => {
    for (const path of ["/healthz", "/readyz"]) expect((await target().fetch(path)).status).toBe(200);
  });

  test("describes every call in OpenAPI 3.1, and every refusal on a page to read", async () => {
    const { openapi, paths } = await read<{ openapi: string; paths: object }>(target, "/api/v1/openapi.json");
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths).sort()).toEqual([
      "/api/v1/evidence",
      "/api/v1/places",
      "/api/v1/places/{code}",
      "/api/v1/questionnaires/{id}/{version}",
      "/api/v1/releases",
      "/api/v1/releases/{id}",
      "/api/v1/releases/{id}/files/{name}",
      "/api/v1/releases/{id}/results",
      "/api/v1/releases/{id}/results.csv",
      "/api/v1/waves",
      "/api/v1/waves/{id}",
      "/api/v1/waves/{id}/responses",
    ]);
    const page = await (await target().fetch("/api/v1/docs")).text();
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`id="${code}"`);
  });
}
