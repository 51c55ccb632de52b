/** One configuration for the three databases; `drizzle/generate.mjs` names the database in `SOUNDINGS_DATABASE`. */
import process from "node:process";
import { defineConfig } from "drizzle-kit";

const database = process.env["SOUNDINGS_DATABASE"] ?? "office";

// Tools demand a default export here.
export default defineConfig({
  dialect: "turso",
  schema: `./drizzle/schema/${database}.ts`,
  out: `./drizzle/migrations/${database}`,
});
