/** The command about the look of a council on the pages of its survey. */
import { parseLook } from "../contract/look.ts";
import { getLook, updateLook } from "../storage/looks.ts";
import { type Command, type CommandInput, type CommandServices, InputError, RefusedError } from "./command.ts";
import { faultsIn } from "./faults.ts";
import { readJson } from "./files.ts";

/** The command. */
export const LOOK_COMMANDS: readonly Command[] = [
  {
    name: "places look",
    usage: "PLACE [FILE.json | --remove]",
    summary: "Give a council its name, colours and words on the pages of its survey; print them; or take them away",
    words: 1,
    optionalWords: 1,
    options: { remove: { type: "boolean" } },
    run: runLook,
  },
];

async function runLook(input: CommandInput, services: CommandServices): Promise<void> {
  const [place = "", file] = input.words;
  const { databases, directory, print } = services;
  if (!directory.by_code.has(place)) throw new InputError("PLACE is the code of a place: places find TEXT lists them");
  const remove = input.text("remove") !== undefined;
  if (remove && file !== undefined) throw new InputError("Either FILE.json or --remove");
  if (!remove && file === undefined) {
    const look = await getLook(databases.office, place);
    if (look === null) throw new RefusedError("That place has no look of its own.");
    print(JSON.stringify(look, null, 2));
    return;
  }
  const parsed = file === undefined ? null : parseLook(await readJson(file));
  if (file !== undefined && parsed?.ok === false) throw faultsIn(file, parsed.faults);
  const look = parsed?.ok === true ? parsed.look : null;
  await updateLook(databases.office, place, look, {
    at: services.now().toISOString(),
    actor: services.actor,
    event: look === null ? "place.look_removed" : "place.look",
    subject: place,
  });
  print(look === null ? "Taken away." : "Stored. The pages of its survey have it within seconds.");
}
