/** The command that makes a poster for an open link. */
import { UNKNOWN_WAVE } from "../jobs/waves.ts";
import { getWave } from "../storage/waves.ts";
import { type Command, type CommandInput, type CommandServices, RefusedError, valueOf } from "./command.ts";
import { writeNew } from "./files.ts";
import { posterSvg, printedSurvey, readAddress, readLanguage } from "./printing.tsx";

/** `wave poster`. */
export const POSTER_COMMAND: Command = {
  name: "wave poster",
  usage: "WAVE PLACE --address https://… [--output FILE.svg] [--language en|cy]",
  summary: "Make a poster with the QR code of an open link, on standard output or into a file",
  words: 2,
  options: { address: { type: "string" }, output: { type: "string" }, language: { type: "string" } },
  run: runPoster,
};

async function runPoster(input: CommandInput, services: CommandServices): Promise<void> {
  const [id = "", place = ""] = input.words;
  const address = readAddress(input);
  const language = readLanguage(input);
  const wave = (await getWave(services.databases.office, id)) ?? valueOf<never>(UNKNOWN_WAVE);
  if (!wave.places.some((one) => one.place === place)) {
    throw new RefusedError("The wave is not in the field in that place (place.not_in_wave)");
  }
  if (!wave.streams.some(({ stream }) => stream === "open")) {
    throw new RefusedError("The wave has no open stream: without a code nobody could answer (wave.not_open_to_all)");
  }
  const svg = posterSvg(printedSurvey(services.directory, { address, wave, place, language }));
  const file = input.text("output");
  if (file === undefined) return services.write(svg);
  await writeNew(file, svg);
  services.print(`Written: ${file}`);
}
