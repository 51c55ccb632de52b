import { toBytes } from "../../../server/sealing/bytes.ts";
import { answerNeedles, codeNeedles } from "../../support/fieldwork.ts";
import { findAll, type FileBytes, type Needles, sharedPages } from "../../support/traces.ts";
import { filesOf, naiveFiles, type WatchedField } from "./a25.ts";
import type { Measure, Score } from "./measure.ts";

/** How many of those who answered have anything of their code in a page or log frame with their answers. */
function joined(files: FileBytes, codes: readonly Needles[], answers: readonly Needles[]): Score {
  const all = (needles: readonly Needles[]): Needles =>
    Object.fromEntries(
      needles.flatMap((own, person) => Object.entries(own).map(([name, at]) => [`${person} ${name}`, at])),
    );
  // Where no page has anybody's code and anybody's answers, none has both of one person.
  if (sharedPages(files, all(codes), all(answers)).length === 0) return { tried: codes.length, succeeded: 0 };
  const found = codes.filter((code, person) => sharedPages(files, code, answers[person] ?? {}).length > 0);
  return { tried: codes.length, succeeded: found.length };
}

/** Measures it, while people answer: before the seal, when codes are still known. */
export async function measure(watched: WatchedField): Promise<Measure> {
  const { installation, field } = watched;
  const codes = await Promise.all(field.answered.map(({ code }) => codeNeedles(field.keys, [code])));
  const answers = await Promise.all(
    field.answered.map((one) => answerNeedles([one], installation.databases.responses)),
  );
  const plain = field.answered.map(({ mark }): Needles => ({ answers: toBytes(mark) }));
  return {
    attack: "A26",
    tries: "who gave which answers, from a page or log frame with both their code and their answers",
    naive: joined(await naiveFiles(watched), codes, plain),
    ours: joined(filesOf(installation), codes, answers),
  };
}

/** Files that hold a code and files that hold answers. */
export async function filesOfEach({ installation, field }: WatchedField): Promise<readonly [string[], string[]]> {
  const files = filesOf(installation);
  const named = (needles: Needles): string[] => [...new Set(findAll(files, needles).map(({ file }) => file))].sort();
  const answers = await answerNeedles(field.answered, installation.databases.responses);
  return [named(await codeNeedles(field.keys, field.letters)), named(answers)];
}
