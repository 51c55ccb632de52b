/** The command line: `npm run soundings -- COMMAND`. Exit status 0 done, 1 refused or failed, 2 something to put right. */
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createDirectory } from "../core/place/directory.ts";
import { ATTACK_COMMAND } from "./cli/attack.ts";
import {
  type Command,
  type CommandInput,
  type CommandServices,
  InputError,
  readInput,
  type StandaloneCommand,
} from "./cli/command.ts";
import { CODE_COMMANDS } from "./cli/codes.ts";
import { DEMONSTRATION_COMMANDS } from "./cli/demonstration.ts";
import { ESTIMATE_COMMAND } from "./cli/estimate.ts";
import { EVIDENCE_COMMANDS } from "./cli/evidence.ts";
import { FIELDWORK_COMMANDS } from "./cli/fieldwork.ts";
import { LOOK_COMMANDS } from "./cli/looks.ts";
import { OFFICE_COMMANDS } from "./cli/office.ts";
import { PLAN_COMMAND } from "./cli/plan.ts";
import { PAPER_COMMAND } from "./cli/paper.ts";
import { PATTERNS_COMMAND } from "./cli/patterns.ts";
import { POSTER_COMMAND } from "./cli/poster.ts";
import { createRehearseCommand } from "./cli/rehearse.ts";
import { RETENTION_COMMANDS } from "./cli/retention.ts";
import { TEXT_COMMANDS } from "./cli/texts.ts";
import { WAVE_COMMANDS } from "./cli/waves.ts";
import { demonstrationPopulationOf } from "./demonstration/population.ts";
import { cubesFolder, EnvironmentError, keysFolder, readEnvironment } from "./environment.ts";
import { createFileCubes } from "./jobs/release-cubes.ts";
import { createFileKeys } from "./keys/file-keys.ts";
import { prepareInstallation } from "./prepare.ts";
import { createProgress } from "./progress.ts";
import { populationOf } from "./reference/population.ts";
import { randomBytes } from "./sealing/bytes.ts";
import { openInstallation, sentenceOf } from "./setup.ts";
import { closeDatabases } from "./storage/open-node.ts";
import { listPlaces } from "./storage/places.ts";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MIGRATIONS = join(ROOT, "drizzle", "migrations");
const COMMANDS: readonly (Command | StandaloneCommand)[] = [
  ...OFFICE_COMMANDS,
  ...LOOK_COMMANDS,
  ...EVIDENCE_COMMANDS,
  ...WAVE_COMMANDS,
  POSTER_COMMAND,
  PAPER_COMMAND,
  ...CODE_COMMANDS,
  ...FIELDWORK_COMMANDS,
  PATTERNS_COMMAND,
  ...TEXT_COMMANDS,
  ...RETENTION_COMMANDS,
  ...DEMONSTRATION_COMMANDS,
  ESTIMATE_COMMAND,
  PLAN_COMMAND,
  createRehearseCommand(MIGRATIONS),
  ATTACK_COMMAND,
];

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const command = COMMANDS.find(({ name }) => words.slice(0, wordsIn(name)).join(" ") === name);
  if (command === undefined) {
    const asked = words.length === 0 || words[0] === "help" || words[0] === "--help";
    (asked ? console.log : console.error)(help(asked ? "" : "There is no such command.\n\n"));
    return asked ? 0 : 2;
  }
  try {
    const input = readInput(command, words.slice(wordsIn(command.name)));
    if (command.standalone === true) await command.run(input, { print: console.log, warn: console.error });
    else await run(command, input);
    return 0;
  } catch (error) {
    if (error instanceof InputError) {
      console.error(`${error.message}\nUsage: ${command.name} ${command.usage}`);
      return 2;
    }
    console.error(sentenceOf(error));
    return error instanceof EnvironmentError ? 2 : 1;
  }
}

function wordsIn(name: string): number {
  return name.split(" ").length;
}

async function run(command: Command, input: CommandInput): Promise<void> {
  const environment = readEnvironment(process.env);
  const now = (): Date => new Date();
  const databases = await openInstallation(environment, (opened) => prepareInstallation(opened, MIGRATIONS, now));
  const progress = createProgress();
  try {
    const { places, memberships } = await listPlaces(databases.office);
    const services: CommandServices = {
      ...{ environment, databases, now, random: randomBytes, actor: environment.actor },
      keys: createFileKeys(keysFolder(environment)),
      cubes: createFileCubes(cubesFolder(environment)),
      migrations: MIGRATIONS,
      directory: createDirectory(places, memberships),
      population: (code) => populationOf(code) ?? demonstrationPopulationOf(code),
      ...{ print: console.log, warn: console.error, write },
      progress: progress.show,
    };
    await command.run(input, services);
  } finally {
    progress.stop();
    closeDatabases(databases);
  }
}

/** `console.log` says nothing of a full disk or of a reader that has gone; here it is what the command must know. */
function write(text: string): Promise<void> {
  return new Promise((written, failed) => {
    process.stdout.once("error", failed);
    process.stdout.write(text, (error) => {
      // The stream tells a fault twice, and an event that nobody listens to would end the process.
      if (error instanceof Error) return failed(error);
      process.stdout.off("error", failed);
      written();
    });
  });
}

function help(before: string): string {
  const lines = COMMANDS.map(({ name, usage, summary }) => `  ${name} ${usage}\n      ${summary}`);
  return `${before}npm run soundings -- COMMAND\n\n${lines.join("\n")}\n\nExit status: 0 done, 1 refused or failed, 2 something to put right.\n`;
}
