/** Commands about figures that others published. */
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import { evidenceKey, readEvidence } from "../jobs/add-evidence.ts";
import { auditEntry } from "../jobs/waves.ts";
import { deleteAddedEvidence, insertEvidence, listAddedEvidence, listEvidence } from "../storage/evidence.ts";
import { aligned } from "./aligned.ts";
import { type Command, type CommandInput, type CommandServices, RefusedError } from "./command.ts";
import { faultsAt } from "./faults.ts";
import { readText } from "./files.ts";

/** The commands. */
export const EVIDENCE_COMMANDS: readonly Command[] = [
  {
    name: "evidence list",
    usage: "",
    summary: "List the series of figures from elsewhere, and whether they came with the program or were added",
    words: 0,
    options: {},
    run: runList,
  },
  {
    name: "evidence add",
    usage: "FILE.csv",
    summary: "Add figures that others published, with their sources; the whole file is checked before a row is taken",
    words: 1,
    options: {},
    run: runAdd,
  },
  {
    name: "evidence remove",
    usage: "SERIES",
    summary: "Take an added series away; those that came with the program stay",
    words: 1,
    options: {},
    run: runRemove,
  },
];

async function runList(_input: CommandInput, { databases, print }: CommandServices): Promise<void> {
  const [rows, added] = [await listEvidence(databases.office, {}), await listAddedEvidence(databases.office)];
  const series = new Map<string, { figures: number; publisher: string; origin: string }>();
  for (const { id, series: name, publisher } of rows) {
    const origin = added.has(id) ? "added" : "reference";
    const known = series.get(`${name} ${origin}`);
    series.set(`${name} ${origin}`, { publisher, origin, figures: (known?.figures ?? 0) + 1 });
  }
  const lines = [...series].map(([key, { figures, publisher, origin }]) => [
    ...[key.slice(0, -origin.length - 1), publisher, origin, String(figures)],
  ]);
  for (const line of aligned([["series", "publisher", "origin", "figures"], ...lines], 3)) print(line);
}

async function runAdd({ words: [file = ""] }: CommandInput, services: CommandServices): Promise<void> {
  const { office } = services.databases;
  const known = new Set((await listEvidence(office, {})).map(evidenceKey));
  const { directory } = services;
  const read = readEvidence(await readText(file), { directory, questionnaire: LGA_RESIDENT_SURVEY, known });
  if (!read.ok) throw faultsAt(file, read.faults);
  const series = [...new Set(read.rows.map((row) => row.series))].join("; ");
  await insertEvidence(office, read.rows, auditEntry(services, "evidence.add", series, figures(read.rows.length)));
  services.print(`Added: ${figures(read.rows.length)} of ${series}`);
}

async function runRemove({ words: [series = ""] }: CommandInput, services: CommandServices): Promise<void> {
  const { office } = services.databases;
  const added = await listAddedEvidence(office);
  const own = (await listEvidence(office, {})).filter((row) => row.series === series && added.has(row.id));
  if (own.length === 0) throw new RefusedError("No series of that name was added: evidence list shows them.");
  const ids = own.map(({ id }) => id);
  await deleteAddedEvidence(office, ids, auditEntry(services, "evidence.remove", series, figures(ids.length)));
  services.print(`Removed: ${figures(ids.length)} of ${series}`);
}

function figures(count: number): string {
  return count === 1 ? "1 figure" : `${count} figures`;
}
