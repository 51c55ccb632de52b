/** The command about a wave in the field. */
import { readFieldwork } from "../jobs/fieldwork.ts";
import { type Command, valueOf } from "./command.ts";

/** The commands. */
export const FIELDWORK_COMMANDS: readonly Command[] = [
  {
    name: "wave fieldwork",
    usage: "ID",
    summary: "Print about how many responses each place and stream has: one band, taken once a day",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, services) {
      const { day, lines } = valueOf(await readFieldwork(services, id));
      for (const { place, stream, band } of lines) {
        services.print([place, stream, band, services.directory.by_code.get(place)?.name ?? ""].join("\t"));
      }
      services.print(
        `As at the first look on ${day}; the bands do not move before tomorrow. They leave out responses that are still sealed: fewer than ten waiting in a place stay so until the wave is sealed, and nobody can say which stream they belong to.`,
      );
    },
  },
];
