/** What a command is, and what it works with. */
import { parseArgs } from "node:util";
import type { Environment } from "../environment.ts";
import type { WaveServices } from "../jobs/waves.ts";
import type { PlaceDirectory } from "../../core/place/directory.ts";
import type { BuildServices } from "../jobs/build-release.ts";

/** Where a command writes. */
export interface CommandOutput {
  /** Writes a line to standard output: what was asked for. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error: what should be known besides. */
  readonly warn: (line: string) => void;
}

/** What a command on the installation is given. */
export interface CommandServices extends WaveServices, CommandOutput {
  /** Writes to standard output and is done when it is out; fails where it cannot be written. */
  readonly write: (text: string) => Promise<void>;
  readonly environment: Environment;
  readonly directory: PlaceDirectory;
  readonly population: BuildServices["population"];
  readonly cubes: BuildServices["cubes"];
  /** The folder of the migrations. */
  readonly migrations: string;
  /** Progress, on standard error. */
  readonly progress: (label: string, done: number, of: number) => void;
}

/** Options as `parseArgs` of Node describes them. */
export type CommandOptions = Readonly<
  Record<string, { readonly type: "string" | "boolean"; readonly multiple?: boolean }>
>;

/** The words and options that a command was given. */
export interface CommandInput {
  readonly words: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly texts: (option: string) => readonly string[];
}

/** What every command says of itself. */
export interface CommandWords {
  /** e.g. `wave create`. */
  readonly name: string;
  /** The words and options after the name. */
  readonly usage: string;
  readonly summary: string;
  readonly words: number;
  /** How many words more there may be; none where absent. */
  readonly optionalWords?: number;
  readonly options: CommandOptions;
}

/** A command of `npm run soundings --` that works on the installation: its databases, keys and places. */
export interface Command extends CommandWords {
  readonly standalone?: false;
  readonly run: (input: CommandInput, services: CommandServices) => Promise<void>;
}

/** A command that works on nothing but the files it is given: no installation is opened, and none is made. */
export interface StandaloneCommand extends CommandWords {
  readonly standalone: true;
  readonly run: (input: CommandInput, output: CommandOutput) => Promise<void>;
}

/** Something that the person at the keyboard can put right; exit status 2. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** A job that said no; exit status 1. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** The value of a job, or its refusal as an error. */
export function valueOf<Value>(
  result: { ok: true; value: Value } | { ok: false; code: string; detail: string },
): Value {
  if (result.ok) return result.value;
  throw new RefusedError(`${result.detail} (${result.code})`);
}

/** How a command's figures are written. */
export type OutputFormat = "table" | "csv" | "json";

/** The option `--format`; a table where it is left out. */
export function readFormat(input: CommandInput): OutputFormat {
  const format = input.text("format") ?? "table";
  if (format === "table" || format === "csv" || format === "json") return format;
  throw new InputError("--format is table, csv or json");
}

/** An option that must be there. */
export function required(input: CommandInput, option: string): string {
  const value = input.text(option);
  if (value === undefined) throw new InputError(`--${option} is missing`);
  return value;
}

/** Reads the words and options after a command's name. Throws an InputError where they do not fit. */
export function readInput({ words, optionalWords = 0, options }: CommandWords, args: readonly string[]): CommandInput {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const more = positionals.length - words;
    if (more < 0 || more > optionalWords) throw new InputError("The words do not fit the command.");
    const texts = (option: string): readonly string[] => [values[option] ?? []].flat().map(String);
    return { words: positionals, text: (option) => texts(option)[0], texts };
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(error instanceof Error ? error.message : String(error));
  }
}
