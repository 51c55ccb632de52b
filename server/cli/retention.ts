/** Commands about what ends by itself, and when. */
import { cubesFolder } from "../environment.ts";
import { type Due, type Ending, listDue, type RetentionServices, runRetention } from "../jobs/retention.ts";
import { sentenceOf } from "../setup.ts";
import { rewriteFile } from "../storage/rewrite-node.ts";
import { type Command, type CommandServices, RefusedError } from "./command.ts";

const WHAT: Readonly<Record<Ending["kind"], string>> = {
  collection_keys: "what was left of its collection keys",
  correction_window: "its noise key, the key of its record keys, and its free texts",
  responses: "its responses and its exact counts",
  audit: "entries of the audit that were older than 24 months",
};

/** The commands. */
export const RETENTION_COMMANDS: readonly Command[] = [
  {
    name: "retention due",
    usage: "",
    summary: "List what of each wave ends when, and what has ended",
    words: 0,
    options: {},
    async run(_input, services) {
      for (const due of await listDue(services)) {
        services.print([due.wave, whenOf(due), WHAT[due.kind]].join("\t"));
      }
      services.print("Entries of the audit end after 24 months. The Node server ends what is due every day.");
    },
  },
  {
    name: "retention run",
    usage: "",
    summary: "End what is due: keys, free texts, responses, entries of the audit",
    words: 0,
    options: {},
    async run(_input, services) {
      const { ended, failed } = await runRetention(retentionServices(services));
      for (const { wave, kind } of ended) services.print(`Ended: ${wave === "" ? "" : `${wave}: `}${WHAT[kind]}`);
      if (ended.length === 0 && failed.length === 0) services.print("Nothing was due.");
      if (ended.length > 0 && services.environment.location.kind === "servers") {
        services.print(
          "A libSQL server's log and its backups keep deleted rows until its operator's own time is over.",
        );
      }
      if (failed.length > 0) {
        const lines = failed.map(
          ({ wave, kind, error }) => `${wave === "" ? "audit" : wave} (${kind}): ${sentenceOf(error)}`,
        );
        throw new RefusedError(`${lines.join("\n")}\nThe rest is done. Run the same again.`);
      }
    },
  },
];

function retentionServices({ environment, ...services }: CommandServices): RetentionServices {
  const rewrite = environment.location.kind === "files" ? rewriteFile : null;
  return { ...services, cubeFolder: cubesFolder(environment), rewrite };
}

function whenOf({ on, endedOn, published }: Due): string {
  if (on === null) return "never: the demonstration holds nobody's answers";
  if (endedOn !== null) return `ended on ${endedOn}`;
  return published ? on : `${on}, where nothing is published before`;
}
