/** What was stored of a response, read back as somebody with every key could. Node only. */
import { unpackAnswers } from "../../core/questionnaire/answers.ts";
import type { AnswerState } from "../../core/questionnaire/kinds/kind.ts";
import type { Questionnaire, Texts } from "../../core/questionnaire/types.ts";
import type { Installation } from "./installation.ts";

/** The stored responses of a wave: each one's answers, and all texts by question, joined to nobody. */
export async function storedIn(
  installation: Installation,
  wave: string,
  questionnaire: Questionnaire,
): Promise<{ readonly responses: readonly ReadonlyMap<string, AnswerState>[]; readonly texts: Texts }> {
  await installation.move(wave, 1);
  const { $client } = installation.databases.responses;
  const rows = await $client.execute({ sql: "SELECT answers FROM response WHERE wave = ?", args: [wave] });
  const texts = await $client.execute({ sql: "SELECT question, text FROM free_text WHERE wave = ?", args: [wave] });
  return {
    responses: rows.rows.map(({ answers }) => unpackAnswers(questionnaire, String(answers))),
    texts: Object.fromEntries(texts.rows.map(({ question, text }) => [String(question), String(text)])),
  };
}
