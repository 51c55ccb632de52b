/**
 * Reads and counts the stored responses of a wave as a build does, and then reads them once more through the bare client
 * without counting. Prints milliseconds of both, and the peak memory of counting in megabytes.
 */
import { join } from "node:path";
import process from "node:process";
import { createCubeLayout } from "../../core/tabulation/layout.ts";
import { countPlace } from "../../server/jobs/count-wave.ts";
import { createRecordReader } from "../../server/jobs/record-keys.ts";
import { createFileKeys } from "../../server/keys/file-keys.ts";
import { DISTRICTS, openFolder, QUESTIONNAIRE, readBare, WAVE } from "./stored-wave.ts";

const KIBIBYTE_IN_MEGABYTES = 1024 / 1e6;

const [folder = ""] = process.argv.slice(2);
const databases = await openFolder(folder);
const layout = createCubeLayout(QUESTIONNAIRE);

const keys = await createFileKeys(join(folder, "keys")).read(WAVE);
if (keys === null) throw new Error("the wave has no keys");
const read = createRecordReader(keys.recordKeyWrapping);

const started = performance.now();
let responses = 0;
for (const place of DISTRICTS) {
  const cubes = await countPlace(databases, layout, WAVE, place, read);
  for (const cube of cubes.values()) responses += cube.responses;
}
const counted = performance.now() - started;
const megabytes = process.resourceUsage().maxRSS * KIBIBYTE_IN_MEGABYTES;
const bare = await readBare(databases);
console.log(JSON.stringify({ responses, counted, megabytes, bare }));
