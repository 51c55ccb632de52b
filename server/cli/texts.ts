/** Commands about what residents wrote in their own words. */
import { codeTexts, listThemeBands, openTexts } from "../jobs/texts.ts";
import { type Command, InputError, required, valueOf } from "./command.ts";
import { readText, writeNew } from "./files.ts";

/** The commands. */
export const TEXT_COMMANDS: readonly Command[] = [
  {
    name: "texts open",
    usage: "WAVE QUESTION --out FILE.csv",
    summary: "Write the texts of a sealed wave to a file of your own, masked, to be read and coded",
    words: 2,
    options: { out: { type: "string" } },
    async run(input, services) {
      const [wave = "", question = ""] = input.words;
      const file = required(input, "out");
      const { csv } = valueOf(await openTexts(services, wave, question));
      // For its owner's eyes only: what stood there before might be read by others.
      await writeNew(file, csv, 0o600);
      services.print(
        `Written: ${file}. Masking does not know every name: read on, pass the file to nobody, and delete it when it is coded.`,
      );
    },
  },
  {
    name: "texts code",
    usage: "WAVE QUESTION FILE.csv",
    summary: "Take the themes of texts from the columns id and theme; all of the file or nothing",
    words: 3,
    options: {},
    async run({ words: [wave = "", question = "", file = ""] }, services) {
      const result = valueOf(await codeTexts(services, wave, question, await readText(file)));
      if (!result.ok) {
        const faults = result.faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
        throw new InputError(`${faults.join("\n")}\nNothing was taken.`);
      }
      services.print(`Taken. See them with: texts themes ${wave} ${question}`);
    },
  },
  {
    name: "texts themes",
    usage: "WAVE QUESTION",
    summary: "Print the themes of a question by place, each as a band; below ten texts none is shown",
    words: 2,
    options: {},
    async run({ words: [wave = "", question = ""] }, services) {
      const themes = valueOf(await listThemeBands(services, wave, question));
      for (const { place, theme, band } of themes) services.print([place, theme, band].join("\t"));
      if (themes.length === 0) services.print("No theme has ten texts in a place with thirty.");
    },
  },
];
