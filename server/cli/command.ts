/** What a command is, and what it works with. */
import type { Environment } from "../environment.ts";
import type { WaveServices } from "../jobs/waves.ts";
import type { PlaceDirectory } from "../../core/place/directory.ts";
import type { BuildServices } from "../jobs/build-release.ts";

/** What a command is given. */
export interface CommandServices extends WaveServices {
  readonly environment: Environment;
  readonly directory: PlaceDirectory;
  readonly population: BuildServices["population"];
  /** The folder of the migrations. */
  readonly migrations: string;
  /** Writes a line to standard output: what was asked for. */
  readonly print: (line: string) => void;
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

/** A command of `npm run soundings --`. */
export interface Command {
  /** e.g. `wave create`. */
  readonly name: string;
  /** The words and options after the name. */
  readonly usage: string;
  readonly summary: string;
  readonly words: number;
  readonly options: CommandOptions;
  readonly run: (input: CommandInput, services: CommandServices) => Promise<void>;
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

/** An option that must be there. */
export function required(input: CommandInput, option: string): string {
  const value = input.text(option);
  if (value === undefined) throw new InputError(`--${option} is missing`);
  return value;
}
