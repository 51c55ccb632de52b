/** The command about answers that look as if nobody had read the questions. */
import { readPatterns } from "../jobs/patterns.ts";
import { type Command, valueOf } from "./command.ts";

/** `wave patterns`. */
export const PATTERNS_COMMAND: Command = {
  name: "wave patterns",
  usage: "ID",
  summary: "Print about how many responses of each place give one answer down every grid: a band, counted at the seal",
  words: 1,
  options: {},
  async run({ words: [id = ""] }, { databases, directory, print }) {
    const patterns = valueOf(await readPatterns(databases, id));
    if (patterns.kind === "no_grid") {
      print("The questionnaire has no grid of three rows or more, so there was nothing to count.");
      return;
    }
    for (const { place, band } of patterns.bands) {
      print([place, band, directory.by_code.get(place)?.name ?? ""].join("\t"));
    }
    print(
      "So many responses have one answer in all rows of each grid of which they answer three rows or more, as somebody gives who does not read, and also somebody who thinks so; nobody's answers have been left out for it.",
    );
  },
};
