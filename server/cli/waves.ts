/** Commands about waves and responses. */
import * as v from "valibot";
import type { Language, Scenario } from "../../core/questionnaire/types.ts";
import type { Mode, SampleType, Stream, WaveStream } from "../../core/release/types.ts";
import { importResponses, ImportMapping } from "../jobs/import-responses.ts";
import { moveWave, WAITING_MIN } from "../jobs/move.ts";
import { type Rewrite, sealWave } from "../jobs/seal.ts";
import { closeWave, createWave, openWave } from "../jobs/waves.ts";
import { moverKeySecret, secretLines, waveKeysSecret } from "../keys/secret-keys.ts";
import { assertAnswers } from "../setup.ts";
import { migrateResponses } from "../storage/migrate-node.ts";
import { openServer } from "../storage/open-node.ts";
import { rewriteFile } from "../storage/rewrite-node.ts";
import { getWave, listWaves } from "../storage/waves.ts";
import { type Command, type CommandServices, InputError, RefusedError, required, valueOf } from "./command.ts";
import { readJson, readText } from "./files.ts";

const STREAM_DEFAULTS: Readonly<Record<Stream, { mode: Mode; sample_type: SampleType }>> = {
  // Without the number of adults at each address, drawn addresses are no sample of people with known chances.
  code: { mode: "online", sample_type: "quota" },
  open: { mode: "online", sample_type: "self-selected" },
  interviewer: { mode: "telephone", sample_type: "quota" },
};

const Streams = v.picklist(["code", "open", "interviewer"]);
const Modes = v.picklist(["online", "paper", "telephone", "face-to-face"]);
const SampleTypes = v.picklist(["probability", "quota", "self-selected"]);
const Scenarios = v.picklist(["A", "B1", "B2", "C"]);

/** `STREAM`, or `STREAM:MODE:SAMPLE`. */
function readStream(text: string): WaveStream {
  const [name, modeName, sampleName] = text.split(":");
  const stream = v.safeParse(Streams, name);
  if (!stream.success) throw new InputError("--stream is code, open or interviewer");
  const mode = v.safeParse(Modes, modeName ?? STREAM_DEFAULTS[stream.output].mode);
  if (!mode.success) throw new InputError("the mode of a stream is online, paper, telephone or face-to-face");
  const sample = v.safeParse(SampleTypes, sampleName ?? STREAM_DEFAULTS[stream.output].sample_type);
  if (!sample.success) throw new InputError("the sample of a stream is probability, quota or self-selected");
  if (stream.output === "open" && sample.output !== "self-selected") {
    throw new InputError("an open stream is always self-selected");
  }
  return { stream: stream.output, mode: mode.output, sample_type: sample.output };
}

/** `CODE`, or `CODE:SCENARIO`. */
function readPlace(text: string): { place: string; scenario?: Scenario } {
  const [place = "", scenarioName] = text.split(":");
  if (scenarioName === undefined) return { place };
  const scenario = v.safeParse(Scenarios, scenarioName);
  if (!scenario.success) throw new InputError("a scenario is A, B1, B2 or C, as in --place E07000209:C");
  return { place, scenario: scenario.output };
}

function readLanguages(texts: readonly string[]): readonly Language[] {
  const wanted = v.safeParse(v.array(v.picklist(["en", "cy"])), texts);
  if (!wanted.success) throw new InputError("--language is en or cy");
  return [...new Set<Language>(["en", ...wanted.output])];
}

async function rewriteOf({ environment, migrations }: CommandServices): Promise<Rewrite> {
  if (environment.location.kind === "files") return { kind: "in_place", rewrite: rewriteFile };
  if (environment.fresh === null) return { kind: "fresh_database", fresh: null };
  const fresh = openServer(environment.fresh);
  await assertAnswers("RESPONSES_FRESH_URL", fresh);
  await migrateResponses(fresh, migrations);
  return { kind: "fresh_database", fresh };
}

/** The commands. */
export const WAVE_COMMANDS: readonly Command[] = [
  {
    name: "wave create",
    usage:
      "ID --title TEXT --place CODE[:SCENARIO] … --opens DAY --closes DAY --results DAY --stream open|code|interviewer … [--title-cy TEXT] [--language cy] [--questionnaire ID] [--proof]",
    summary: "Make a wave, with its keys",
    words: 1,
    options: {
      title: { type: "string" },
      "title-cy": { type: "string" },
      place: { type: "string", multiple: true },
      opens: { type: "string" },
      closes: { type: "string" },
      results: { type: "string" },
      stream: { type: "string", multiple: true },
      language: { type: "string", multiple: true },
      questionnaire: { type: "string" },
      proof: { type: "boolean" },
    },
    async run(input, services) {
      const [id = ""] = input.words;
      const title = required(input, "title");
      const streams = input.texts("stream").map(readStream);
      if (streams.length === 0) throw new InputError("--stream is missing");
      if (new Set(streams.map(({ stream }) => stream)).size < streams.length) {
        throw new InputError("a stream is named twice");
      }
      valueOf(
        await createWave(services, services.directory, {
          id,
          title: { en: title, cy: input.text("title-cy") ?? title },
          questionnaire: input.text("questionnaire") ?? "lga-resident",
          places: input.texts("place").map(readPlace),
          opensOn: required(input, "opens"),
          closesOn: required(input, "closes"),
          resultsOn: required(input, "results"),
          streams,
          languages: readLanguages(input.texts("language")),
          proof: input.text("proof") !== undefined,
        }),
      );
      services.print(`Made. Open it with: wave open ${id}`);
    },
  },
  {
    name: "wave list",
    usage: "",
    summary: "List the waves",
    words: 0,
    options: {},
    async run(_input, { databases, print }) {
      for (const wave of await listWaves(databases.office)) {
        const held = wave.state === "sealing" ? " (keys still held)" : "";
        print(`${wave.id}\t${wave.state}${held}\t${wave.opensOn} to ${wave.closesOn}\t${wave.places.length} places`);
      }
    },
  },
  {
    name: "wave open",
    usage: "ID",
    summary: "Let a wave take responses",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, services) {
      valueOf(await openWave(services, id));
      services.print(`Open. The survey is at /survey/${id}`);
    },
  },
  {
    name: "wave close",
    usage: "ID",
    summary: "Close a wave to new starts; late answers are taken for seven days",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, services) {
      valueOf(await closeWave(services, id));
      services.print("Closed.");
    },
  },
  {
    name: "wave seal",
    usage: "ID",
    summary: "End the collecting: store what is left, rewrite it in random order, destroy the keys",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, services) {
      const rewrite = await rewriteOf(services);
      let done = 0;
      const step = (): void => services.progress("Sealing", (done += 1), 6);
      const result = await sealWave({ ...services, rewrite, step }, id);
      if (!result.ok) throw new RefusedError(`${result.detail} (${result.problem})`);
      // How many responses there are is told by the release alone.
      services.print("Sealed. The collection keys are gone.");
    },
  },
  {
    name: "wave secrets",
    usage: "ID",
    summary:
      "Print a wave's keys as secrets for Workers: the edge's and the mover's (wrangler secret put, or .dev.vars)",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, { keys, print }) {
      const held = await keys.read(id);
      if (held === null) throw new RefusedError("This machine holds no keys of that wave.");
      const lines = secretLines(id, held);
      if (lines.length === 0) {
        const names = `${waveKeysSecret(id)} and ${moverKeySecret(id)}`;
        throw new RefusedError(`The wave is sealed and has no secrets any more. Delete ${names} where they were put.`);
      }
      for (const line of lines) print(line);
    },
  },
  {
    name: "responses import",
    usage: "WAVE FILE.csv --mapping FILE.json [--stream interviewer]",
    summary: "Take answers collected elsewhere; all of the file or nothing",
    words: 2,
    options: { mapping: { type: "string" }, stream: { type: "string" } },
    async run(input, services) {
      const [wave = "", file = ""] = input.words;
      const mappingFile = required(input, "mapping");
      const mapping = v.safeParse(ImportMapping, await readJson(mappingFile));
      if (!mapping.success) {
        const [issue] = mapping.issues;
        throw new InputError(`${mappingFile}: ${v.getDotPath(issue) ?? "the mapping"}: ${issue.message}`);
      }
      const { stream } = readStream(input.text("stream") ?? "interviewer");
      const request = { wave, stream, csv: await readText(file), mapping: mapping.output };
      const result = valueOf(
        await importResponses(services, services.directory, request, (done, of) =>
          services.progress("Importing", done, of),
        ),
      );
      if (!result.ok) {
        const faults = result.faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
        throw new InputError(`${faults.join("\n")}\nNothing was imported.`);
      }
      services.print(`Imported: ${result.responses} responses.`);
    },
  },
  {
    name: "responses move",
    usage: "WAVE",
    summary: "Open, shuffle and store the sealed responses of places where ten or more wait",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, services) {
      if ((await getWave(services.databases.office, id)) === null) throw new RefusedError("There is no such wave.");
      const moved = await moveWave(services, id, WAITING_MIN);
      // How many would be a live counter; that it ran is enough.
      services.print(moved > 0 ? "Moved." : "Nothing to move.");
    },
  },
];
