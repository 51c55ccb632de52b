/** The command that loads the demonstration. */
import { loadDemonstration } from "../demonstration/load.ts";
import type { Rewrite } from "../jobs/seal.ts";
import { withStartLock } from "../start-lock.ts";
import { rewriteFile } from "../storage/rewrite-node.ts";
import type { Command } from "./command.ts";

/** The commands. */
export const DEMONSTRATION_COMMANDS: readonly Command[] = [
  {
    name: "demonstration load",
    usage: "",
    summary: "Load the demonstration into the databases in use, or go on where a load was stopped",
    words: 0,
    options: {},
    async run(_input, services) {
      const { environment, progress, print } = services;
      // Nobody answered, so on servers no log keeps an order of arrival that somebody could be found by.
      const rewrite: Rewrite = {
        kind: "in_place",
        rewrite: environment.location.kind === "files" ? rewriteFile : async () => undefined,
      };
      await withStartLock(environment.dataFolder, () => loadDemonstration({ ...services, rewrite }, progress));
      print("The demonstration is loaded.");
    },
  },
];
