/** The contract of files: those of a whole release and those of a place, on every runtime. */
import { expect, test } from "vitest";
import { csvTable } from "../../core/release/csv.ts";
import type { ResultRow } from "../../core/release/types.ts";
import { expectRefusal, INVENTED_PLACES, MARKER, type Target } from "./target.ts";

const [PLACE] = INVENTED_PLACES;
const PLAIN = { headers: { "Accept-Encoding": "identity" } };
const GZIP = { headers: { "Accept-Encoding": "gzip" } };
const GZIP_MAGIC = [0x1f, 0x8b];

interface Listed {
  readonly files: readonly { name: string; media_type: string; bytes: number; sha256: string; address: string }[];
  readonly place_files: { readonly address: string; readonly formats: readonly string[] };
}

async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Uint8Array(await response.arrayBuffer());
  const packed = GZIP_MAGIC.every((byte, at) => body[at] === byte);
  if (!packed) return body;
  // A fetch unpacks by itself; an app that is asked directly does not.
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function sha256(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Files of a release. */
export function describeFiles(target: Target): void {
  const release = (): string => `/api/v1/releases/${target().world.release}`;
  const listed = async (): Promise<Listed> => (await (await target().fetch(release())).json()) as Listed;
  const rowsOf = async (place: string): Promise<readonly ResultRow[]> =>
    ((await (await target().fetch(`${release()}/results?place=${place}`)).json()) as { rows: readonly ResultRow[] })
      .rows;

  test("lists the files of the whole with what they are, and each is what its checksum says", async () => {
    const { files } = await listed();
    expect(files.map(({ name }) => name)).toEqual([
      ...["results.csv", "results.parquet", "results.csv-metadata.json", "results.sps", "codebook.csv"],
      ...["codebook.json", "changes.json", "CHANGES.txt", "README.txt"],
    ]);
    for (const { name, address, media_type, bytes, sha256: sum } of files) {
      for (const init of [PLAIN, GZIP]) {
        const response = await target().fetch(address, init);
        expect([name, response.status, response.headers.get("Content-Type")]).toEqual([name, 200, media_type]);
        expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
        expect(response.headers.get("Content-Disposition")).toContain(`-${name}"`);
        expect(response.headers.get("X-Checksum-SHA256")).toBe(sum);
        const body = await bytesOf(response);
        expect([name, body.length, await sha256(body)]).toEqual([name, bytes, sum]);
      }
    }
  });

  test("has every row of every place in the CSV, in the order of the release", async () => {
    const text = await (await target().fetch(`${release()}/files/results.csv`, PLAIN)).text();
    const { places } = (await (await target().fetch(release())).json()) as { places: { code: string }[] };
    const rows: ResultRow[] = [];
    for (const { code } of places) rows.push(...(await rowsOf(code)));
    expect(text === csvTable(rows)).toBe(true);
  });

  test("makes the files of a place when they are asked for, the same each time", async () => {
    const { place_files } = await listed();
    expect(place_files.formats).toEqual(["csv", "json", "jsonstat.json", "ods", "xlsx"]);
    for (const format of place_files.formats.flatMap((one) => [one, `cy.${one}`])) {
      const address = place_files.address.replace("{place}", PLACE).replace("{format}", format);
      const first = await target().fetch(address, GZIP);
      expect([address, first.status]).toEqual([address, 200]);
      const body = await bytesOf(first);
      expect(first.headers.get("X-Checksum-SHA256")).toBe(await sha256(body));
      const again = await target().fetch(address, PLAIN);
      expect([address, await sha256(await bytesOf(again))]).toEqual([address, await sha256(body)]);
    }
    const csv = await (await target().fetch(`${release()}/files/${PLACE}.csv`, PLAIN)).text();
    expect(csv).toBe(csvTable(await rowsOf(PLACE)));
    const json = await (await target().fetch(`${release()}/files/${PLACE}.json`, PLAIN)).json();
    expect(json).toMatchObject({ release: target().world.release, rows: await rowsOf(PLACE) });
  });

  test("answers 304 to whoever has the file, and a HEAD with its headers alone", async () => {
    for (const name of ["results.csv", "results.parquet", `${PLACE}.csv`, `${PLACE}.ods`]) {
      const path = `${release()}/files/${name}`;
      const head = await target().fetch(path, { ...PLAIN, method: "HEAD" });
      expect([name, head.status, (await head.arrayBuffer()).byteLength]).toEqual([name, 200, 0]);
      const tag = head.headers.get("ETag") ?? "";
      const known = await target().fetch(path, { headers: { "If-None-Match": tag } });
      expect([name, known.status, await known.text(), known.headers.get("ETag")]).toEqual([name, 304, "", tag]);
    }
  });

  test("refuses what is no file of the release, and parameters", async () => {
    const names = [
      MARKER,
      "results.CSV",
      "results",
      `${PLACE}.pdf`,
      "D-NONE.csv",
      `${PLACE}.cy.cy.csv`,
      `..%2F${MARKER}`,
    ];
    for (const name of names) {
      const path = `${release()}/files/${name}`;
      await expectRefusal(await target().fetch(path), path, "file.unknown");
    }
    const path = `${release()}/files/results.csv?${MARKER}=1`;
    await expectRefusal(await target().fetch(path), path, "request.parameter");
    const unknown = `/api/v1/releases/${MARKER}/files/results.csv`;
    await expectRefusal(await target().fetch(unknown), unknown, "release.unknown");
  });
}
