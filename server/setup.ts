/** Opening what the environment names, and saying in one sentence what is wrong with it. Node only. */
import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import type { Environment } from "./environment.ts";
import { withStartLock } from "./start-lock.ts";
import { type Database, DatabaseBusyError, type Databases } from "./storage/database.ts";
import { openDatabases } from "./storage/open-node.ts";

/** Something about the installation that a person has to change; the message says what. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

/**
 * Opens the three databases and prepares them, while no other process of the same data folder does. Looks first that
 * the folder can be used and that the servers answer.
 */
export async function openInstallation(
  environment: Environment,
  prepare: (databases: Databases) => Promise<void>,
): Promise<Databases> {
  await assertFolder(environment.dataFolder);
  return withStartLock(environment.dataFolder, async () => {
    const databases = await openAll(environment);
    await prepare(databases);
    return databases;
  });
}

async function openAll({ dataFolder, location }: Environment): Promise<Databases> {
  let databases: Databases;
  try {
    databases = await openDatabases(location);
  } catch (error) {
    const code = codeOf(error);
    if (location.kind === "files") {
      throw new SetupError(
        `The databases in DATA_DIR (${dataFolder}) cannot be opened (${code}). See that they are Soundings' own and that this user may write them, or name another folder.`,
        { cause: error },
      );
    }
    throw new SetupError("INTAKE_URL, RESPONSES_URL or OFFICE_URL is no address that can be opened. Correct it.", {
      cause: error,
    });
  }
  if (location.kind === "servers") {
    await assertAnswers("INTAKE_URL", databases.intake);
    await assertAnswers("RESPONSES_URL", databases.responses);
    await assertAnswers("OFFICE_URL", databases.office);
  }
  return databases;
}

/** Throws an error that names the variable where the server behind it does not answer. */
export async function assertAnswers(variable: string, db: Database): Promise<void> {
  try {
    await db.$client.execute("SELECT 1");
  } catch (error) {
    const token = variable.replace(/_URL$/, "_TOKEN");
    const refused = /\b40[13]\b/.test(error instanceof Error ? error.message : "");
    throw new SetupError(
      refused
        ? `The libSQL server of ${variable} refuses the token. Correct ${token}.`
        : `The libSQL server of ${variable} does not answer. Start it, or correct its address.`,
      { cause: error },
    );
  }
}

/** An error as one sentence for the person at the keyboard: never a statement, a stack or what was stored. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return "Something went wrong.";
  if (error instanceof SetupError) return error.message;
  if (error instanceof DatabaseBusyError) return "The database is busy; nothing was written. Try again in a moment.";
  const chain = causesOf(error);
  if (chain.some(({ name, message }) => name === "TimeoutError" || message === "fetch failed")) {
    return "A libSQL server does not answer any more. See that it runs, then try again.";
  }
  if (chain.some((one) => /^SQLITE_|^SERVER_|^HRANA_/.test(codeOf(one)) || one.message.startsWith("Failed query"))) {
    const code = chain.map(codeOf).find((one) => one !== NO_CODE) ?? NO_CODE;
    return `The database could not do this (${code}). See that it has space and that this user may write it, then try again.`;
  }
  return error.message;
}

async function assertFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const what = FOLDER_FAULTS[codeOf(error)] ?? `cannot be used (${codeOf(error)})`;
    throw new SetupError(`DATA_DIR (${folder}) ${what}. Name a folder that this user may write in.`, { cause: error });
  }
}

const FOLDER_FAULTS: Readonly<Record<string, string>> = {
  EEXIST: "is a file",
  ENOTDIR: "lies below a file",
  EROFS: "is read-only",
  EACCES: "may not be written by this user",
  EPERM: "may not be written by this user",
};

const NO_CODE = "unknown";

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : NO_CODE;
}

function causesOf(error: Error): readonly Error[] {
  return error.cause instanceof Error ? [error, ...causesOf(error.cause)] : [error];
}
