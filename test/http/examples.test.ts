/** The examples of the API are its tests: each is sent to the demonstration, and its answer compared with the description. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_EXAMPLES } from "../../server/http/api/examples.ts";
import { copyDemonstration } from "../support/demonstration.ts";
import { faultsAgainst, type JsonSchema } from "../support/json-schema.ts";
import { type Product, startProduct } from "../support/product.ts";

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly example?: unknown; readonly in: string }[];
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema; readonly examples?: object }>> }
    >
  >;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
}

let product: Product;
let description: Description;

beforeAll(async () => {
  product = await startProduct(copyDemonstration);
  description = (await (await fetch(`${product.url}/api/v1/openapi.json`)).json()) as Description;
});
afterAll(() => product.dispose());

describe("the description of the API", () => {
  test("has an example of every call, and of every path parameter a value", () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const [method, { parameters = [], responses }] of Object.entries(methods)) {
        const own = API_EXAMPLES.filter((one) => one.path === path && one.method === method);
        expect([method, path, own.some(({ problem }) => problem === undefined)]).toEqual([method, path, true]);
        const without = parameters.filter((one) => one.in === "path" && one.example === undefined);
        expect([path, without]).toEqual([path, []]);
        for (const { status } of own) {
          const contents = Object.values(responses[String(status)]?.content ?? {});
          expect([path, status, contents.some(({ examples }) => examples !== undefined)]).toEqual([path, status, true]);
        }
      }
    }
  });

  test.each(API_EXAMPLES.map((example) => [`${example.method} ${example.request}`, example] as const))(
    "%s is answered as it says",
    async (_name, { path, method, request, body, status, problem, begins }) => {
      const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
      const response = await fetch(`${product.url}/api/v1${request}`, body === undefined ? {} : init);
      expect(response.status).toBe(status);
      const type = (response.headers.get("Content-Type") ?? "").split(";")[0] ?? "";
      if (begins !== undefined) {
        const start = Buffer.from(await response.arrayBuffer()).toString("latin1");
        expect(start.startsWith(begins)).toBe(true);
        return;
      }
      const answer = (await response.json()) as { code?: string };
      if (problem !== undefined) expect(answer.code).toBe(problem);
      const schema = description.paths[path]?.[method]?.responses[String(status)]?.content?.[type]?.schema;
      expect(schema).toBeDefined();
      expect(faultsAgainst(schema!, answer, description.components?.schemas ?? {})).toEqual([]);
    },
  );
});

describe("the first five minutes", () => {
  const PROGRAMS = {
    sh: ["sh", "-c"],
    python: ["python3", "-c"],
    r: ["Rscript", "-e"],
  } as const;

  test("has commands that work as they stand, but for the address of the site", async () => {
    const html = await (await fetch(`${product.url}/api/v1/first-five-minutes`)).text();
    const blocks = [...html.matchAll(/data-language="(\w+)"[^>]*><code>([\s\S]*?)<\/code>/g)];
    expect(blocks.map(([, language]) => language)).toEqual(["sh", "sh", "python", "r"]);
    const rows = /Council|My council|council/;
    for (const [, language = "", escaped = ""] of blocks) {
      const [program, ...words] = PROGRAMS[language as keyof typeof PROGRAMS];
      if (spawnSync(program!, ["--version"]).error !== undefined) {
        console.info(`Left out: the lines for ${language}, since ${program} is not there.`);
        continue;
      }
      const code = unescaped(escaped).replaceAll("http://127.0.0.1:8787", product.url);
      expect([language, code.includes(product.url)]).toEqual([language, true]);
      const { status, stdout, stderr } = spawnSync(program!, [...words, code], {
        cwd: product.dataFolder,
        encoding: "utf8",
      });
      expect([language, status, stderr]).toEqual([language, 0, expect.not.stringContaining("rror")]);
      if (!code.includes("-o results.csv")) expect([language, rows.test(stdout)]).toEqual([language, true]);
    }
  });

  test("links to files that are there", async () => {
    const html = await (await fetch(`${product.url}/api/v1/first-five-minutes`)).text();
    for (const [, address = ""] of html.matchAll(/href="(\/(?:api|data)[^"]*)"/g)) {
      const response = await fetch(`${product.url}${address}`, { method: "HEAD" });
      expect([address, response.status]).toEqual([address, 200]);
    }
  });
});

describe("the lines that fetch the figures of a page", () => {
  test("print these very figures, in Python and in R", async () => {
    const [place, question, by] = ["D-B01", "council_satisfaction", "sex"];
    const page = `${product.url}/places/demonstration-forgeholm/questions/${question}?release=demo-2026-r1&by=${by}`;
    const html = await (await fetch(page)).text();
    const call = `${product.url}/api/v1/releases/demo-2026-r1/results?place=${place}&question=${question}&by=${by}`;
    const { rows } = (await (await fetch(call)).json()) as { rows: Readonly<Record<string, string | number | null>>[] };
    const lines = (language: string): string =>
      unescaped(new RegExp(`<code class="language-${language}"[^>]*>([\\s\\S]*?)</code>`).exec(html)?.[1] ?? "");
    expect(html).toContain(`href="${call.replace(product.url, "").replaceAll("&", "&amp;")}"`);
    const told = ["stream", "group_label", "answer_label", "share", "bound", "low", "high", "base"];
    const python = spawnSync("python3", ["-c", lines("python")], { encoding: "utf8" });
    if (python.error === undefined) {
      const printed = rows.map((row) => told.map((name) => row[name] ?? "").join("\t"));
      expect([python.stdout.trimEnd().split("\n"), python.stderr]).toEqual([printed, ""]);
    } else console.info("Left out: the lines in Python, since python3 is not there.");
    const r = spawnSync("Rscript", ["-e", `options(width = 200); ${lines("r")}`], { encoding: "utf8" });
    if (r.error !== undefined) return console.info("Left out: the lines in R, since Rscript is not there.");
    expect([r.status, r.stderr]).toEqual([0, ""]);
    const printed = r.stdout.trimEnd().split("\n").slice(1);
    expect(printed).toHaveLength(rows.length);
    for (const [at, row] of rows.entries()) {
      const numbers = [row["share"], row["low"], row["high"], row["base"]].map((value) => String(value ?? "NA"));
      const words = printed[at]!.trim().split(/ +/);
      expect([words.slice(-5)[0], ...words.slice(-3)]).toEqual(numbers);
    }
  });
});

function unescaped(html: string): string {
  return html
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
