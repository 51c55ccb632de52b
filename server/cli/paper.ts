/** The command for clerks who type in paper forms: how the numbers on paper become answers in an import. */
import { paperQuestions } from "../../core/questionnaire/paper.ts";
import { textLengthMax } from "../../core/questionnaire/texts.ts";
import type { Question } from "../../core/questionnaire/types.ts";
import { optionsShown } from "../../core/questionnaire/wording.ts";
import { UNKNOWN_WAVE } from "../jobs/waves.ts";
import { surveyContext } from "../services/intake.ts";
import { questionnaireOf } from "../storage/questionnaires.ts";
import { getWave } from "../storage/waves.ts";
import { type Command, type CommandInput, type CommandServices, RefusedError, valueOf } from "./command.ts";

/** Paper has the wording and the order of the first rotation. */
const PAPER_ARM = 0;

/** `wave paper`. */
export const PAPER_COMMAND: Command = {
  name: "wave paper",
  usage: "WAVE PLACE > mapping.json",
  summary: "Print the mapping of an import for paper forms: question 7 is column Q7, its first box is 1",
  words: 2,
  options: {},
  run: runPaper,
};

async function runPaper(input: CommandInput, services: CommandServices): Promise<void> {
  const [id = "", place = ""] = input.words;
  const { office } = services.databases;
  const wave = (await getWave(office, id)) ?? valueOf<never>(UNKNOWN_WAVE);
  const context = surveyContext(services.directory, wave, place, PAPER_ARM);
  if (context === null) throw new RefusedError("The wave is not in the field in that place (place.not_in_wave)");
  const questionnaire = await questionnaireOf(office, wave);
  const questions = paperQuestions(questionnaire, context);
  const numbered = questions.map((question, index) => ({ question, column: `Q${index + 1}` }));
  const texts = numbered.flatMap(({ question, column }) =>
    textLengthMax(question) === undefined ? [] : [[`${column} text`, question.id] as const],
  );
  const mapping = {
    place: { code: place },
    questions: Object.fromEntries(numbered.flatMap(({ question, column }) => columnOf(question, column))),
    ...(texts.length === 0 ? {} : { texts: Object.fromEntries(texts) }),
  };
  services.write(`${JSON.stringify(mapping, null, 2)}\n`);
}

function columnOf(question: Question, column: string): readonly (readonly [string, object])[] {
  if (question.type === "text") return [];
  const boxes = optionsShown(question, { arm: PAPER_ARM }).map(({ id }, index) => [String(index + 1), id] as const);
  const several = question.type === "multiple" ? { separator: " " } : {};
  return [[question.id, { column, values: Object.fromEntries(boxes), ...several }]];
}
