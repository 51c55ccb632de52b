/** What only Node adds around the app: compression, the memory of compressed pages, static files. */
import { readFileSync } from "node:fs";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readEnvironment } from "../../server/environment.ts";
import { createNodeApp } from "../../server/node-app.ts";
import { createNodeServices } from "../../server/node-services.ts";
import type { Services } from "../../server/services/types.ts";
import { createInstallation, type Installation } from "../support/installation.ts";
import { freshId, json, MARKER, SHEFFIELD, WAVES } from "./target.ts";
import { createWorld } from "./world.ts";

const GZIP = { headers: { "Accept-Encoding": "gzip, deflate, br" } };

let installation: Installation;
let services: Services;
let app: Hono;

beforeAll(async () => {
  installation = await createInstallation({ kind: "files" });
  await createWorld(installation);
  const environment = readEnvironment({ DATA_DIR: installation.folder });
  ({ services } = await createNodeServices(environment, installation.databases, "dist"));
  app = createNodeApp(services, "dist");
});
afterAll(() => installation.dispose());

async function bytes(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/** What a request is answered with, unpacked, and how it was packed. */
async function unpacked(response: Response): Promise<readonly [string | null, string]> {
  const encoding = response.headers.get("Content-Encoding");
  const body = await bytes(response);
  const unpack = encoding === "gzip" ? gunzipSync : encoding === "br" ? brotliDecompressSync : (bytes: Buffer) => bytes;
  return [encoding, unpack(body).toString("utf8")];
}

describe("files", () => {
  test.each(["style", "paper", "survey", "finder"] as const)(
    "the %s is sent compressed, and kept for good",
    async (name) => {
      const path = services.assets[name];
      const plain = readFileSync(`dist/assets${path}`, "utf8");
      for (const [init, encoding] of [
        [GZIP, "gzip"],
        [{}, null],
      ] as const) {
        const response = await app.request(path, init);
        expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
        expect(await unpacked(response)).toEqual([encoding, plain]);
      }
    },
  );

  test("a file without a hash in its name is sent as it is to whoever takes no gzip, before and after", async () => {
    const plain = readFileSync("dist/assets/assets/councils.json", "utf8");
    for (const init of [GZIP, {}, GZIP, {}]) {
      const response = await app.request("/assets/councils.json", init);
      expect(response.headers.get("Cache-Control")).toBe("public, max-age=3600");
      expect((await unpacked(response))[1]).toBe(plain);
    }
  });

  test("the headers for Cloudflare are written, and are no page here", async () => {
    const headers = readFileSync("dist/assets/_headers", "utf8");
    for (const name of ["style", "paper", "survey", "finder"] as const) {
      expect(services.assets[name]).toMatch(new RegExp(`^/assets/${name}-`));
      expect(headers).toContain(`/assets/${name}-*\n  Cache-Control: public, max-age=31536000, immutable\n`);
    }
    for (const path of ["/_headers", "/.assetsignore", "/assets/_headers", "/assets/.assetsignore"]) {
      expect([path, (await app.request(path)).status]).toEqual([path, 404]);
    }
  });
});

describe("compression", () => {
  test.each([`/survey/${WAVES.open}/${SHEFFIELD}`, "/places?q=sheffield", "/api/v1/places?q=she"])(
    "%s is sent compressed to whoever takes gzip, and to nobody else",
    async (path) => {
      for (const [accept, encoding] of [
        ["gzip, deflate, br", "gzip"],
        ["GZIP", "gzip"],
        ["*", "gzip"],
        ["br;q=1, gzip;q=0.2", "gzip"],
        ["gzip;q=0", null],
        ["gzip;q=0, *", null],
        ["*;q=0", null],
        ["gzipped", null],
        ["", null],
      ] as const) {
        const response = await app.request(path, { headers: { "Accept-Encoding": accept } });
        const [sent, text] = await unpacked(response);
        expect([accept, response.status, sent]).toEqual([accept, 200, encoding]);
        expect(text).toContain("effield");
        expect(response.headers.get("Vary")).toContain("Accept-Encoding");
      }
    },
  );

  test.each(["/places", "/api/v1/places", "/api/v1/evidence"])(
    "%s, which the memory holds, is sent in the encoding that the caller likes best",
    async (path) => {
      const [, plain] = await unpacked(await app.request(path));
      for (const [accept, encoding] of [
        ["gzip, deflate, br", "br"],
        ["gzip, br;q=0.9", "gzip"],
        ["br;q=0.5, gzip;q=0.2", "br"],
        ["gzip", "gzip"],
        ["*", "br"],
        ["br;q=0, *", "gzip"],
        ["identity;q=1, *;q=0.5", null],
        ["zstd", null],
        ["", null],
      ] as const) {
        const response = await app.request(path, { headers: { "Accept-Encoding": accept } });
        const [sent, text] = await unpacked(response);
        expect([accept, response.status, sent, text === plain]).toEqual([accept, 200, encoding, true]);
        expect(response.headers.get("Vary")).toContain("Accept-Encoding");
      }
    },
  );

  test("a receipt is sent as it is", async () => {
    const init = json({ id: freshId(), place: SHEFFIELD, answers: {} });
    const headers = { ...init.headers, ...GZIP.headers };
    const response = await app.request(`/api/v1/waves/${WAVES.open}/responses`, { ...init, headers });
    expect([response.status, response.headers.get("Content-Encoding")]).toEqual([201, null]);
  });
});

describe("the memory", () => {
  /** How often the places are asked for by requests of one address. */
  async function asked(path: string): Promise<number> {
    const directory = vi.fn<Services["catalogue"]["directory"]>(services.catalogue.directory);
    const fresh = createNodeApp({ ...services, catalogue: { ...services.catalogue, directory } }, "dist");
    for (let times = 0; times < 3; times += 1) expect((await fresh.request(path, GZIP)).status).toBe(200);
    return directory.mock.calls.length;
  }

  test("holds what is public, and nothing that somebody may have typed", async () => {
    for (const path of ["/places", "/api/v1/places", `/api/v1/places/${SHEFFIELD}`]) {
      expect([path, await asked(path)]).toEqual([path, 1]);
    }
    for (const path of [`/places?q=${MARKER}`, `/?${MARKER}`, `/cy?a=${MARKER}`, `/api/v1/places?q=${MARKER}`]) {
      expect([path, await asked(path)]).toEqual([path, 3]);
    }
  });

  test("holds a page once for every host where the site has one address, and apart where it has none", async () => {
    for (const [publicAddress, times] of [
      ["https://survey.example.gov.uk", 1],
      [null, 2],
    ] as const) {
      const directory = vi.fn<Services["catalogue"]["directory"]>(services.catalogue.directory);
      const catalogue = { ...services.catalogue, directory };
      const fresh = createNodeApp({ ...services, catalogue, publicAddress }, "dist");
      for (const host of ["one.example", "two.example"]) {
        const text = await (await fresh.request(`http://${host}/sitemap.xml`)).text();
        expect(text).toContain(`<loc>${publicAddress ?? `http://${host}`}/</loc>`);
      }
      expect(directory).toHaveBeenCalledTimes(times);
    }
  });

  test("answers 304 by weak comparison, and to a star", async () => {
    for (const path of ["/places/sheffield", `/api/v1/places/${SHEFFIELD}`]) {
      const tag = (await app.request(path)).headers.get("ETag") ?? "";
      for (const known of [tag, tag.replace("W/", ""), `"other" , ${tag}`, "*"]) {
        const response = await app.request(path, { headers: { "If-None-Match": known, ...GZIP.headers } });
        expect([path, known, response.status, response.headers.get("Content-Encoding")]).toEqual([
          path,
          known,
          304,
          null,
        ]);
      }
    }
  });
});

describe("metrics", () => {
  const HOUR_MS = 3_600_000;
  const from = (remoteAddress: string): object => ({ incoming: { socket: { remoteAddress } } });

  test("tell the machine itself how much was answered in the hours that are over, and nobody else anything", async () => {
    let now = HOUR_MS * 1000;
    const counted = createNodeApp({ ...services, now: () => new Date(now) }, "dist");
    const told = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
      Promise.resolve(counted.request("/metrics", { headers }, from(address)));
    for (const path of ["/api/v1/places", "/api/v1/nothing", "/places", `/survey/${WAVES.open}/${SHEFFIELD}`]) {
      await counted.request(path);
    }
    expect(await (await told("127.0.0.1")).text()).not.toContain("surface=");
    now += HOUR_MS;
    const text = await (await told("::ffff:127.0.0.1")).text();
    expect(text).toContain(`soundings_responses_total{surface="api",outcome="answered"} 1\n`);
    expect(text).toContain(`soundings_responses_total{surface="api",outcome="refused"} 1\n`);
    expect(text).toContain("soundings_hours_total 1\n");
    for (const word of [SHEFFIELD, WAVES.open, "survey"]) expect(text).not.toContain(word);
    for (const [address, headers] of [
      ["192.0.2.7", {}],
      ["", {}],
      ["127.0.0.1", { "X-Forwarded-For": "127.0.0.1" }],
      ["::1", { Via: "1.1 proxy" }],
    ] as const) {
      expect((await told(address, headers)).status).toBe(404);
    }
  });
});
