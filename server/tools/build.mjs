/**
 * Builds what is served and run: style, scripts, postcode files and the Node bundle, into `dist/`. Does nothing where
 * no input has changed since. `npm start`, the command line and the tests all run what this makes.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const INPUTS = ["core", "client", "server", "drizzle/schema", "package.json", "package-lock.json", "tsconfig.json"];
const DIST = join(ROOT, "dist");

/**
 * What Cloudflare sends with files, which never reach the Worker: those with a hash in their name never change. It
 * compresses by itself, so `.assetsignore` leaves the compressed copies out. Neither file stands where Node serves from.
 */
const HEADERS = `/assets/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
${["style", "paper", "results", "survey", "finder", "proof"].map((name) => `/assets/${name}-*\n  Cache-Control: public, max-age=31536000, immutable\n`).join("")}`;

/** Builds, unless everything is as it was. */
export async function build({ quiet = false } = {}) {
  const stamp = inputsStamp();
  const stampFile = join(DIST, "inputs.sha256");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!quiet) process.stdout.write("Building … ");
  const { build: bundle } = await import("esbuild");
  const sass = await import("sass");
  const { default: rtlcss } = await import("rtlcss");
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(join(DIST, "assets", "assets", "postcodes"), { recursive: true });

  const assets = join(DIST, "assets", "assets");
  const styles = Object.fromEntries(
    ["style", "paper", "results"].map((name) => {
      const source = join(ROOT, `client/style/${name}.scss`);
      const { css } = sass.compile(source, { style: "compressed", loadPaths: [join(ROOT, "node_modules")] });
      const file = `${name}-${hash(css)}.css`;
      writeFileSync(join(assets, file), css);
      return [name, `/assets/${file}`];
    }),
  );
  // The same style for languages that are written from right to left: GOV.UK Frontend says left and right.
  const mirrored = rtlcss.process(readFileSync(join(DIST, "assets", styles["style"]), "utf8"));
  styles["styleRightToLeft"] = `/assets/style-rtl-${hash(mirrored)}.css`;
  writeFileSync(join(DIST, "assets", styles["styleRightToLeft"]), mirrored);

  const browser = await bundle({
    entryPoints: {
      survey: join(ROOT, "client/survey.tsx"),
      finder: join(ROOT, "client/finder.ts"),
      proof: join(ROOT, "client/proof.ts"),
    },
    entryNames: "[name]-[hash]",
    outdir: assets,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    metafile: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    // The survey uses signals by themselves: what ties them to components, 2 kB of it, would never run.
    alias: { "@preact/signals": "@preact/signals-core" },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const scripts = Object.fromEntries(
    Object.entries(browser.metafile.outputs).map(([path, { entryPoint }]) => [
      basename(entryPoint).replace(/\.tsx?$/, ""),
      `/assets/${path.split("/").at(-1)}`,
    ]),
  );
  // Terser finds 400 bytes more in the survey's script than esbuild, which phones need not load.
  const { minify } = await import("terser");
  const survey = join(DIST, "assets", scripts["survey"]);
  const { code = "" } = await minify(readFileSync(survey, "utf8"), {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
  });
  writeFileSync(survey, code);
  for (const file of readdirSync(join(ROOT, "server/reference/postcodes"))) {
    cpSync(join(ROOT, "server/reference/postcodes", file), join(assets, "postcodes", file));
  }
  writeFileSync(join(assets, "councils.json"), JSON.stringify(councils()));
  cpSync(join(ROOT, "client/assets"), assets, { recursive: true });
  compressAll(assets);
  writeFileSync(join(DIST, "assets", "_headers"), HEADERS);
  writeFileSync(join(DIST, "assets", ".assetsignore"), "*.gz\n");
  writeFileSync(join(DIST, "assets-manifest.json"), JSON.stringify({ ...styles, ...scripts }));

  await bundle({
    entryPoints: { node: join(ROOT, "server/node.ts"), cli: join(ROOT, "server/cli.ts") },
    outdir: join(DIST, "server"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  writeFileSync(stampFile, stamp);
  if (!quiet) process.stdout.write("done.\n");
}

/** Puts a compressed copy beside every file, which the Node server sends in its place. */
function compressAll(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (statSync(path).isFile() && !name.endsWith(".gz"))
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

/** Names of the councils that a postcode can lead to, for the browser: `code: [name, slug, county?, Welsh name?]`. */
function councils() {
  const table = JSON.parse(readFileSync(join(ROOT, "server/reference/places.json"), "utf8"));
  const rows = table.code.map((code, row) => {
    const cell = (column) => table[column][row] ?? undefined;
    return {
      code,
      name: cell("name"),
      welsh: cell("name_cy"),
      slug: cell("slug"),
      kind: cell("kind"),
      status: cell("status"),
      county: cell("county_code"),
    };
  });
  const named = new Map(rows.map((row) => [row.code, row]));
  const districts = new Set(["unitary", "district", "metropolitan", "london_borough", "welsh", "scottish"]);
  return Object.fromEntries(
    rows
      .filter(({ kind, status }) => districts.has(kind) && status === "current")
      .map(({ code, name, welsh, slug, county }) => {
        const council = named.get(county);
        const above = council?.kind === "county" ? council.name : null;
        return [
          code,
          welsh === undefined ? [name, slug, ...(above === null ? [] : [above])] : [name, slug, above, welsh],
        ];
      }),
  );
}

function inputsStamp() {
  const digest = createHash("sha256");
  for (const input of INPUTS) addTo(digest, join(ROOT, input));
  return digest.digest("hex");
}

function addTo(digest, path) {
  const stats = statSync(path);
  if (stats.isDirectory()) {
    for (const entry of readdirSync(path).sort()) addTo(digest, join(path, entry));
  } else {
    digest.update(`${path} ${stats.size}\n`);
    digest.update(readFileSync(path));
  }
}

function hash(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 10);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
