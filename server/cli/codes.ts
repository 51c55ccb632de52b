/** Commands about codes for letters: one person requests a batch, another issues it. */
import { BATCH_CODES_MAX, issueCodes, requestCodes } from "../jobs/codes.ts";
import { UNKNOWN_WAVE } from "../jobs/waves.ts";
import { getCodeBatch, listCodeBatches } from "../storage/code-batches.ts";
import { getWave } from "../storage/waves.ts";
import {
  type Command,
  type CommandInput,
  type CommandServices,
  InputError,
  RefusedError,
  required,
  valueOf,
} from "./command.ts";
import { codesCsv, codesHtml, printedSurvey, readAddress, readLanguage } from "./printing.tsx";

/** The commands. */
export const CODE_COMMANDS: readonly Command[] = [
  {
    name: "codes request",
    usage: "WAVE --place CODE --count N",
    summary: "Ask for codes for the letters of a place; somebody else issues them",
    words: 1,
    options: { place: { type: "string" }, count: { type: "string" } },
    async run(input, services) {
      const [wave = ""] = input.words;
      const count = Number(required(input, "count"));
      if (!Number.isInteger(count) || count < 1 || count > BATCH_CODES_MAX) {
        throw new InputError(`--count is a whole number from 1 to ${BATCH_CODES_MAX}`);
      }
      const batch = valueOf(await requestCodes(services, wave, required(input, "place"), count));
      services.print(`Requested: ${batch}`);
      services.warn(
        `Somebody else issues it, under their own SOUNDINGS_ACTOR: codes issue ${batch} --address https://…`,
      );
    },
  },
  {
    name: "codes issue",
    usage: "BATCH --address https://… [--format csv|html] [--language en|cy]",
    summary: "Issue a requested batch: its codes go to standard output, once, and are stored nowhere",
    words: 1,
    options: { address: { type: "string" }, format: { type: "string" }, language: { type: "string" } },
    run: runIssue,
  },
  {
    name: "codes list",
    usage: "WAVE",
    summary: "List a wave's batches: id, place, how many codes, requested or issued, by whom requested",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, { databases, print }) {
      if ((await getWave(databases.office, id)) === null) valueOf(UNKNOWN_WAVE);
      for (const { id: batch, place, codes, state, requestedBy } of await listCodeBatches(databases.office, id)) {
        print([batch, place, codes, state, requestedBy].join("\t"));
      }
    },
  },
];

/** Everything that can be wrong is found before the batch is issued: after that its codes exist only in what is written. */
async function runIssue(input: CommandInput, services: CommandServices): Promise<void> {
  const [id = ""] = input.words;
  const address = readAddress(input);
  const language = readLanguage(input);
  const format = input.text("format") ?? "csv";
  if (format !== "csv" && format !== "html") throw new InputError("--format is csv or html");
  const { databases, directory, write, warn } = services;
  const batch = await getCodeBatch(databases.office, id);
  const wave = batch === null ? null : await getWave(databases.office, batch.wave);
  if (batch !== null && wave !== null) {
    printedSurvey(directory, { ...{ address, wave, language }, place: batch.place });
  }
  const issued = valueOf(await issueCodes(services, id));
  const survey = printedSurvey(directory, { ...{ address, language }, wave: issued.wave, place: issued.place });
  try {
    const parts = format === "csv" ? codesCsv(survey, issued.codes) : codesHtml(survey, issued.codes);
    for (const part of parts) await write(part);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown fault";
    throw new RefusedError(
      `The codes could not be written (${reason}). The batch counts as issued and its codes are lost: destroy what was written, and request another batch (batch.not_printed)`,
    );
  }
  warn(`Issued: ${issued.codes.length} codes for ${issued.place}. They are stored nowhere and cannot be had again.`);
}
