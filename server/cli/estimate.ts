/** The command that weights a file of respondents and estimates from it, for whoever wants to check us by hand. */
import { type CommandInput, type CommandOutput, InputError, readFormat, RefusedError, required } from "./command.ts";
import type { StandaloneCommand } from "./command.ts";
import { figuresOf, weightRespondents } from "./estimate-figures.ts";
import { readRespondents } from "./estimate-input.ts";
import { type EstimatePlan, readPlan } from "./estimate-plan.ts";
import { type Estimates, estimatesAsCsv, estimatesAsJson, estimatesAsTable } from "./estimate-print.ts";
import { faultsAt, faultsIn } from "./faults.ts";
import { readJson, readText } from "./files.ts";

const FORMATS = {
  table: estimatesAsTable,
  csv: estimatesAsCsv,
  json: estimatesAsJson,
} satisfies Readonly<Record<string, (estimates: Estimates) => string>>;

/** The command. It opens no installation: what it says follows from the two files alone. */
export const ESTIMATE_COMMAND: StandaloneCommand = {
  standalone: true,
  name: "estimate",
  usage: "FILE.csv --margins FILE.json [--by COLUMN] [--format table|csv|json] [--intervals all]",
  summary: "Weight a file of respondents to margins, and print every share with its interval; needs no installation",
  words: 1,
  options: {
    margins: { type: "string" },
    by: { type: "string" },
    format: { type: "string" },
    intervals: { type: "string" },
  },
  run: estimate,
};

async function estimate(input: CommandInput, { print, warn }: CommandOutput): Promise<void> {
  const [file = ""] = input.words;
  const plan = await planIn(required(input, "margins"));
  const { format, others } = readOutput(input);
  const by = input.text("by") ?? null;
  const read = readRespondents(await readText(file), plan, by);
  if (!read.ok) throw faultsAt(file, read.faults);
  const { respondents } = read;
  const result = weightRespondents(respondents, plan);
  if (!result.ok) throw new RefusedError(result.problems.map(problemLine).join("\n"));
  const { weighted } = result;
  for (const line of [...weighted.weighting.warnings.map(problemLine), ...unheardCodes(plan, respondents.columns)]) {
    warn(`Warning: ${line}`);
  }
  const figures = figuresOf(respondents, weighted.weighting.weights, { plan, by, others });
  const { count } = respondents;
  print(FORMATS[format]({ respondents: count, weighted, figures, by, questions: plan.questions, others }));
}

async function planIn(file: string): Promise<EstimatePlan> {
  const read = readPlan(await readJson(file));
  if (read.ok) return read.plan;
  throw faultsIn(file, read.faults);
}

function readOutput(input: CommandInput): { readonly format: keyof typeof FORMATS; readonly others: boolean } {
  const format = readFormat(input);
  const intervals = input.text("intervals");
  if (intervals !== undefined && intervals !== "all") throw new InputError("--intervals is all, or left out");
  if (intervals === "all" && format === "table") throw new InputError("--intervals all goes with --format csv or json");
  return { format, others: intervals === "all" };
}

function problemLine({ code, message }: { readonly code: string; readonly message: string }): string {
  return `${message} (${code})`;
}

/** Codes of the plan that nobody gave: perhaps so, perhaps a slip. */
function unheardCodes({ questions }: EstimatePlan, columns: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...(questions ?? [])].flatMap(([question, { excludes, top, bottom, scores }]) => {
    const given = new Set(columns.get(question));
    const unheard = [...excludes, ...top, ...bottom, ...Object.keys(scores)].filter((code) => !given.has(code));
    return [...new Set(unheard)].map((code) => `nobody answered “${code}” to ${question}`);
  });
}
