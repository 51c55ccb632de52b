/** Files that a command is given or makes: what is wrong with one is said with its name, and where in it. */
import { readFile, writeFile } from "node:fs/promises";
import { InputError } from "./command.ts";

/** The text of a file, which must be UTF-8; where it is not is named by line and column. */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const before = new TextDecoder("utf-8").decode(bytes).split("\uFFFD", 1)[0] ?? "";
    throw new InputError(`${file}:${placeAfter(before)}: this is not UTF-8 text. Save the file as UTF-8.`);
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new InputError(missing ? `${file}: there is no such file` : `${file}: this file cannot be read`);
  }
}

/** Line and column of what stands after a text. */
function placeAfter(before: string): string {
  return `${before.split("\n").length}:${before.length - before.lastIndexOf("\n")}`;
}

/** The value in a JSON file; a fault is named by line and column. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}${placeOf(error, text)}: this is not valid JSON`);
  }
}

/** Where a parser of JSON stopped, where it says so. */
function placeOf(error: unknown, text: string): string {
  const said = error instanceof Error ? error.message : "";
  const [, position] = /position (\d+)/.exec(said) ?? [];
  if (position === undefined && !said.includes("end of JSON input")) return "";
  return `:${placeAfter(position === undefined ? text : text.slice(0, Number(position)))}`;
}

/** Writes a file of its own. One that is there already is left alone. */
export async function writeNew(file: string, content: string, mode = 0o666): Promise<void> {
  try {
    await writeFile(file, content, { flag: "wx", mode });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new InputError(`${file}: ${exists ? "this file exists; name another one" : "this file cannot be written"}`);
  }
}
