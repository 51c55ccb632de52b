/** One configuration for the three databases: `drizzle/generate.mjs` names the database, and where migrations go. */
import process from "node:process";
import { defineConfig } from "drizzle-kit";

const database = process.env["SOUNDINGS_DATABASE"] ?? "office";

// Tools demand a default export here.
export default defineConfig({
  dialect: "turso",
  schema: `./drizzle/schema/${database}.ts`,
  out: process.env["SOUNDINGS_MIGRATIONS"] ?? `./drizzle/migrations/${database}`,
});
