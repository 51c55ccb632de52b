/** How much is looked at: `npm test` takes samples where the whole is long, `npm run test:full` sets FULL=1. */
import process from "node:process";

/** Whether everything is to be looked at. */
export const IS_FULL = process.env["FULL"] === "1";
