/** The command that rehearses a national release with invented responses in real places. */
import { readdir } from "node:fs/promises";
import { relative, resolve } from "node:path";
import process from "node:process";
import { isWithstood } from "../../core/attack/types.ts";
import { rehearsalDirectory, rehearsalPlaces, rehearse, type RehearsalTimes } from "../demonstration/rehearse.ts";
import { readEnvironment } from "../environment.ts";
import { bundleInto } from "../jobs/release-bundle.ts";
import { createProgress } from "../progress.ts";
import { attackLines } from "./attack.ts";
import {
  type CommandInput,
  type CommandOutput,
  InputError,
  RefusedError,
  required,
  type StandaloneCommand,
  valueOf,
} from "./command.ts";

const PLACES_MAX = 10_000;
const RESPONSES_MAX = 10_000_000;
const RESPONSES_OF_A_PLACE = 500;
const WITHHELD = 0.2;

const STEPS: Readonly<Record<keyof RehearsalTimes, string>> = {
  fill: "filling",
  count: "counting",
  decide: "weighting, blocks, bands and audit",
  rows: "noise, shares, rows and files",
  attack: "attacks",
  store: "storing the release",
};

/** The command. It opens no installation but the one that it makes. */
export function createRehearseCommand(migrations: string): StandaloneCommand {
  return {
    standalone: true,
    name: "rehearse",
    usage: "--data FOLDER [--places N|all] [--responses N] [--withheld 0.2] [--bundle FOLDER]",
    summary:
      "Fill real places with invented responses in an empty folder of its own, and build and attack their release",
    words: 0,
    options: {
      data: { type: "string" },
      places: { type: "string" },
      responses: { type: "string" },
      withheld: { type: "string" },
      bundle: { type: "string" },
    },
    run: (input, output) => run(input, output, migrations),
  };
}

async function run(input: CommandInput, { print, warn }: CommandOutput, migrations: string): Promise<void> {
  const folder = required(input, "data");
  const wanted = input.text("places") ?? "all";
  const count = wanted === "all" ? PLACES_MAX : wholeNumber("places", wanted, PLACES_MAX);
  const places = rehearsalPlaces(rehearsalDirectory(), count);
  const responses = wholeNumber(
    "responses",
    input.text("responses") ?? String(places.length * RESPONSES_OF_A_PLACE),
    RESPONSES_MAX,
  );
  const withheld = Number(input.text("withheld") ?? WITHHELD);
  if (!(withheld >= 0 && withheld <= 1)) throw new InputError("--withheld is a number from 0 to 1");
  await refuseFolder(folder);
  if (wanted !== "all" && count > places.length) {
    warn(`There are ${places.length} current districts: all of them are used.`);
  }
  const progress = createProgress();
  try {
    const value = valueOf(
      await rehearse({
        ...{ folder, migrations, places, responses, withheld, onProgress: progress.show },
        onBuilt: bundleInto(input.text("bundle")),
      }),
    );
    progress.stop();
    print(`Rehearsal, invented: ${places.length} places, ${value.responses} responses, release ${value.release}`);
    for (const line of timeLines(value.times)) print(line);
    for (const line of attackLines(value.audit.attacks)) print(line);
    if (!value.audit.attacks.every(isWithstood)) warn("An attack succeeded: such a release would not be published.");
    print(`It stays in ${folder}, unpublished. Look at it: DATA_DIR=${folder} SOUNDINGS_DEMONSTRATION=off npm start`);
  } finally {
    progress.stop();
  }
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new InputError(`--${option} is ${option === "places" ? "all, or " : ""}a whole number from 1 to ${most}`);
}

/** Nothing invented may come where something real is, or will be. */
async function refuseFolder(folder: string): Promise<void> {
  const { dataFolder } = readEnvironment(process.env);
  if (isWithin(dataFolder, folder) || isWithin(folder, dataFolder)) {
    throw new RefusedError(`${folder}: this is the installation's own DATA_DIR, or lies in it or around it.`);
  }
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new InputError(`${folder}: this folder cannot be read`);
  });
  if (found.length > 0) throw new RefusedError(`${folder}: this folder holds something already. Name an empty one.`);
}

function isWithin(folder: string, other: string): boolean {
  const path = relative(resolve(folder), resolve(other));
  return path === "" || !(path === ".." || path.startsWith("../") || path.startsWith("/"));
}

function timeLines(times: RehearsalTimes): readonly string[] {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1).padStart(8);
  const steps = Object.entries(STEPS) as readonly (readonly [keyof RehearsalTimes, string])[];
  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  return [...steps.map(([step, words]) => `${seconds(times[step])} s  ${words}`), `${seconds(all)} s  all together`];
}
