/**
 * Builds the release of a wave by the job itself. Prints milliseconds up to the protected rows, in all and outside counting,
 * and those of the attacks; peak memory in megabytes up to there and in all; what was made, and how long the same responses
 * take to read through the bare client.
 */
import { join } from "node:path";
import process from "node:process";
import { buildRelease } from "../../server/jobs/build-release.ts";
import { createFileCubes } from "../../server/jobs/release-cubes.ts";
import { createFileKeys } from "../../server/keys/file-keys.ts";
import { populationOf } from "../../server/reference/population.ts";
import { listReleasesOfWave } from "../../server/storage/releases.ts";
import { DIRECTORY, openFolder, readBare, WAVE } from "./stored-wave.ts";

const KIBIBYTE_IN_MEGABYTES = 1024 / 1e6;

const [folder = ""] = process.argv.slice(2);
const databases = await openFolder(folder);

const started = performance.now();
let last = started;
let counting = 0;
let [attacksFrom, megabytes] = [started, 0];
const built = await buildRelease(
  {
    ...{ databases, directory: DIRECTORY, population: populationOf, actor: "bench" },
    keys: createFileKeys(join(folder, "keys")),
    cubes: createFileCubes(join(folder, "cubes")),
    now: () => new Date("2026-05-01T09:00:00Z"),
    onCounted: () => (counting += performance.now() - last),
    onPlace: () => (last = performance.now()),
    onAttacks: () => {
      [attacksFrom, megabytes] = [performance.now(), peakMegabytes()];
    },
  },
  WAVE,
);
const total = attacksFrom - started;
const attacks = performance.now() - attacksFrom;
const megabytesInAll = peakMegabytes();
if (!built.ok) throw new Error(built.detail);
const [release] = await listReleasesOfWave(databases.office, WAVE);
if (release === undefined) throw new Error("the release that was built is not there");
const bare = await readBare(databases);
const { places, rows, rows_withheld: withheld } = release.document;
const made = { places: places.length, rows, withheld, passed: built.value.audit.passed };
console.log(JSON.stringify({ total, after: total - counting, attacks, megabytes, megabytesInAll, bare, ...made }));

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS * KIBIBYTE_IN_MEGABYTES;
}
