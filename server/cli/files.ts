/** Files that a command is given: what is wrong with one is said with its name, and where in it. */
import { readFile } from "node:fs/promises";
import { InputError } from "./command.ts";

/** The text of a file, which must be UTF-8. */
export async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new InputError(missing ? `${file}: there is no such file` : `${file}: cannot be read as UTF-8 text`);
  }
}

/** The value in a JSON file; a fault is named by line and column. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = /position (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
    const before = text.slice(0, position === undefined ? text.length : Number(position));
    const line = before.split("\n").length;
    throw new InputError(`${file}:${line}:${before.length - before.lastIndexOf("\n")}: this is not valid JSON`);
  }
}
