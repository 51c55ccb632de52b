/** Everything that is wrong in a file, as a message: a line each, with the file's name and where in it. */
import type { FileFault } from "../jobs/csv-lines.ts";
import { InputError } from "./command.ts";

const FAULTS_SHOWN = 20;

/** Of a table: by line and column. */
export function faultsAt(file: string, faults: readonly FileFault[]): InputError {
  return faultsOf(faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
}

/** Of a JSON document: by path. */
export function faultsIn(
  file: string,
  faults: readonly { readonly path: string; readonly message: string }[],
): InputError {
  return faultsOf(faults.map(({ path, message }) => [file, path, message].filter((part) => part !== "").join(": ")));
}

function faultsOf(lines: readonly string[]): InputError {
  const more = lines.length - FAULTS_SHOWN;
  return new InputError([...lines.slice(0, FAULTS_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
}
