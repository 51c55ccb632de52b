/** What `estimate` is asked for, as a JSON file says it: margins, base weights, bounds and questions. */
import * as v from "valibot";
import type { Bounds } from "../../core/weighting/bounded.ts";
import type { Margin, MarginCategory } from "../../core/weighting/types.ts";

/** How one question is read. Codes are the values of its column. */
export interface QuestionPlan {
  /** Codes outside the base, e.g. "don't know". */
  readonly excludes: readonly string[];
  /** Codes that are counted together; with both, their net is estimated too. */
  readonly top: readonly string[];
  readonly bottom: readonly string[];
  /** What each code counts in a mean; codes without a score are outside its base. */
  readonly scores: Readonly<Record<string, number>>;
}

/** What to estimate, and how to weight for it. */
export interface EstimatePlan {
  readonly margins: readonly Margin[];
  /** The column that holds the weight of each respondent before raking. */
  readonly baseWeight: string | null;
  /** What all weights add up to; "population" is the total of the first margin, null the number of respondents. */
  readonly total: number | "population" | null;
  /** Values of weighting variables that mean "not known", besides none at all. */
  readonly unknown: readonly string[];
  readonly differentTotals: boolean;
  readonly bounds: Bounds | null;
  /** By column; null means that every column which nothing else needs is a question. */
  readonly questions: ReadonlyMap<string, QuestionPlan> | null;
}

/** Something wrong in the file: the path to it, and what is wanted. */
export interface PlanFault {
  readonly path: string;
  readonly message: string;
}

/** A plan, or everything that is wrong with it. */
export type PlanResult =
  | { readonly ok: true; readonly plan: EstimatePlan }
  | { readonly ok: false; readonly faults: readonly PlanFault[] };

const POPULATION = "population";
const Text = v.pipe(v.union([v.string(), v.number()], "give a text"), v.transform(String), v.trim());
const Name = v.pipe(v.string("give the name of a column"), v.trim(), v.nonEmpty("give the name of a column"));
const Codes = v.optional(v.array(Text, "give a list of codes"), []);
const Finite = v.pipe(v.number("give a number"), v.finite("give a number"));
const Above0 = v.pipe(Finite, v.gtValue(0, "give a number above 0"));
const Population = v.pipe(Finite, v.minValue(0, "give a number of 0 or more"));

const MarginFile = strict({
  variables: v.pipe(v.array(Name, "give a list of columns"), v.minLength(1, "name a column")),
  cells: v.pipe(
    v.array(v.record(v.string(), v.unknown(), "give an object"), "give a list of cells"),
    v.minLength(1, "give a cell"),
  ),
});

const QuestionFile = strict({
  excludes: Codes,
  top: Codes,
  bottom: Codes,
  scores: v.optional(v.record(v.pipe(v.string(), v.trim()), Finite, "give an object of codes and scores"), {}),
});

const PlanFile = strict({
  margins: v.array(MarginFile, "give a list of margins"),
  base_weight: v.optional(Name),
  total: v.optional(v.union([Above0, v.literal(POPULATION)], 'give a number above 0, or "population"')),
  unknown: Codes,
  different_totals: v.optional(v.boolean("give true or false"), false),
  bounds: v.optional(
    strict({
      lower: v.pipe(Above0, v.ltValue(1, "give a number below 1")),
      upper: v.pipe(Finite, v.gtValue(1, "give a number above 1")),
    }),
  ),
  questions: v.optional(v.record(Name, QuestionFile, "give an object of columns")),
});

/** An object with these members and no others. */
function strict<Entries extends v.ObjectEntries>(entries: Entries) {
  const known = Object.keys(entries).join(", ");
  return v.strictObject(entries, ({ expected }) => {
    if (expected === "never") return `there is no such member; there are: ${known}`;
    return expected === "Object" ? `give an object of ${known}` : "this is missing";
  });
}

/** Checks a plan. A bare list is one of margins. Pure. */
export function readPlan(value: unknown): PlanResult {
  const parsed = v.safeParse(PlanFile, Array.isArray(value) ? { margins: value } : value);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? "", message: issue.message }));
    return { ok: false, faults };
  }
  const file = parsed.output;
  const read = file.margins.map((margin, index) => readMargin(margin, `margins.${index}`));
  const faults = [...read.flatMap((one) => one.faults), ...questionFaults(file.questions)];
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    plan: {
      margins: read.map(({ margin }) => margin),
      baseWeight: file.base_weight ?? null,
      total: file.total ?? null,
      unknown: file.unknown,
      differentTotals: file.different_totals,
      bounds: file.bounds ?? null,
      questions: file.questions === undefined ? null : new Map(Object.entries(file.questions)),
    },
  };
}

function readMargin(
  { variables, cells }: v.InferOutput<typeof MarginFile>,
  path: string,
): { readonly margin: Margin; readonly faults: readonly PlanFault[] } {
  const faults: PlanFault[] = [];
  if (new Set(variables).size < variables.length || variables.includes(POPULATION)) {
    faults.push({ path: `${path}.variables`, message: 'name each column once, and none "population"' });
  }
  const categories = cells.map((cell, index) => readCell(cell, variables, `${path}.cells.${index}`, faults));
  return { margin: { variables, categories }, faults };
}

function readCell(
  cell: Readonly<Record<string, unknown>>,
  variables: readonly string[],
  path: string,
  faults: PlanFault[],
): MarginCategory {
  for (const member of Object.keys(cell)) {
    if (member === POPULATION || variables.includes(member)) continue;
    faults.push({ path: `${path}.${member}`, message: `the margin is one of ${variables.join(" by ")}` });
  }
  const member = <Output>(name: string, schema: v.GenericSchema<unknown, Output>, otherwise: Output): Output => {
    const parsed = v.safeParse(schema, cell[name]);
    if (parsed.success) return parsed.output;
    const message = Object.hasOwn(cell, name) ? parsed.issues[0].message : "this is missing";
    faults.push({ path: `${path}.${name}`, message });
    return otherwise;
  };
  return {
    levels: variables.map((variable) => member(variable, Text, "")),
    population: member(POPULATION, Population, 0),
  };
}

/** A code has one part in a question: it is outside the base, or at the top, or at the bottom. */
function questionFaults(questions: Readonly<Record<string, QuestionPlan>> | undefined): readonly PlanFault[] {
  if (questions === undefined) return [];
  const entries = Object.entries(questions);
  if (entries.length === 0) return [{ path: "questions", message: "name a question" }];
  return entries.flatMap(([name, { excludes, top, bottom, scores }]) => [
    ...clashes(`questions.${name}.top`, top, { excludes, bottom }),
    ...clashes(`questions.${name}.bottom`, bottom, { excludes }),
    ...clashes(`questions.${name}.scores`, Object.keys(scores), { excludes }),
  ]);
}

function clashes(
  path: string,
  codes: readonly string[],
  others: Readonly<Record<string, readonly string[]>>,
): readonly PlanFault[] {
  return Object.entries(others).flatMap(([other, own]) =>
    codes.filter((code) => own.includes(code)).map((code) => ({ path, message: `“${code}” is in “${other}” already` })),
  );
}
