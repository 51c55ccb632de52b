/**
 * The gate for questionnaire documents: a schema for their shape, then `document-rules.ts` for their sense.
 * The only file here that imports valibot.
 */
import * as v from "valibot";
import { OPTIONS_MAX } from "./kinds/single.ts";
import type { DocumentProblem } from "./document-problem.ts";
import { documentProblems } from "./document-rules.ts";
import type { Condition, Questionnaire } from "./types.ts";

/** A questionnaire fit for use, or all that is wrong with the document. No problem repeats what the document holds. */
export type ParsedQuestionnaire =
  | { readonly ok: true; readonly questionnaire: Questionnaire }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** More problems than these help nobody. */
const PROBLEMS_MAX = 100;
const LIST_MAX = 200;
const TEXT_LENGTH_MAX = 2000;
const OWN_WORDS_LENGTH_MAX = 200;
const ANSWER_LENGTH_MAX = 2000;
/** Rules within rules, no deeper than this. */
const CONDITION_DEPTH_MAX = 5;

/**
 * Reads a document as a questionnaire. What comes back follows every rule of `document-rules.ts`, so that all other
 * functions here can rely on them.
 * @example parseQuestionnaire({}) // => { ok: false, problems: [{ path: "id", message: "This field is missing." }, …] }
 */
export function parseQuestionnaire(value: unknown): ParsedQuestionnaire {
  const parsed = v.safeParse(QuestionnaireDocument, value);
  const problems = parsed.success ? documentProblems(parsed.output) : parsed.issues.map(problemOf);
  if (parsed.success && problems.length === 0) return { ok: true, questionnaire: parsed.output };
  return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
}

/** An object of exactly these fields. */
function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, ({ expected }) =>
    expected === "never"
      ? "A field here is not known."
      : expected === "Object"
        ? "This must be an object."
        : "This field is missing.",
  );
}

/** A list of bounded length. */
function list<const Item extends v.GenericSchema>(item: Item, lengthMin: number, lengthMax: number) {
  return v.pipe(
    v.array(item, "This must be a list."),
    v.minLength(lengthMin, `This list needs at least ${lengthMin}.`),
    v.maxLength(lengthMax, `This list may have at most ${lengthMax}.`),
  );
}

function whole(min: number, max: number) {
  const message = `This must be a whole number from ${min} to ${max}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

const words = v.pipe(
  v.string("This must be text."),
  v.check((value) => value.trim() !== "", "This text is empty."),
  v.maxLength(TEXT_LENGTH_MAX, `This text is longer than ${TEXT_LENGTH_MAX} characters.`),
);

const ID_RULE = "An id is made of small letters, digits and underscores, with at least one letter.";

/** An id is a key of objects: it must not be a name that every object has, nor a number, which objects sort. */
const id = v.pipe(
  v.string(ID_RULE),
  v.regex(/^(?=.*[a-z])[a-z0-9][a-z0-9_]{0,59}$/, ID_RULE),
  v.check((value) => value !== "constructor", "This id is a reserved word."),
);

const slug = v.pipe(
  v.string("This must be text."),
  v.regex(/^[a-z][a-z0-9-]{0,59}$/, "The id of a questionnaire is made of small letters, digits and hyphens."),
);

const bilingual = fields({ en: words, cy: words });
const scenario = v.picklist(["A", "B1", "B2", "C"], "This must be one of the scenarios A, B1, B2 and C.");
const about = v.picklist(["none", "district", "county"], "This must be none, district or county.");
const arm = whole(1, 3);

const optionGroup = fields({ id, label: bilingual, options: list(id, 1, OPTIONS_MAX) });

const provenance = fields({
  source: words,
  link: v.exactOptional(
    v.pipe(v.string("This must be text."), v.regex(/^https:\/\/\S+$/, "A link begins with https://.")),
  ),
  status: v.picklist(["seen", "partly_seen", "to_be_confirmed"], "This must be seen, partly_seen or to_be_confirmed."),
  note: v.exactOptional(words),
});

const option = fields({
  id,
  label: bilingual,
  kind: v.picklist(
    ["substantive", "dont_know", "prefer_not_to_say"],
    "This must be substantive, dont_know or prefer_not_to_say.",
  ),
  side: v.exactOptional(v.picklist(["top", "middle", "bottom"], "This must be top, middle or bottom.")),
  score: v.exactOptional(whole(-100, 100)),
  exclusive: v.exactOptional(v.boolean("This must be true or false.")),
  own_words: v.exactOptional(fields({ label: bilingual, length_max: whole(1, OWN_WORDS_LENGTH_MAX) })),
});

const bounds = { at_least: v.exactOptional(whole(-100, 100)), at_most: v.exactOptional(whole(-100, 100)) };
const named = list(id, 1, OPTIONS_MAX);
const codes = list(words, 1, LIST_MAX);

/** A condition is one of several forms, told apart by the member that only it has. */
function conditionOf(depth: number): v.GenericSchema<unknown, Condition> {
  const tooDeep = `Rules stand in one another at most ${CONDITION_DEPTH_MAX} deep.`;
  if (depth === 0) return v.custom<Condition>(() => false, tooDeep);
  const inner = v.lazy(() => conditionOf(depth - 1));
  const forms: Readonly<Record<string, v.GenericSchema<unknown, Condition>>> = {
    all: fields({ all: list(inner, 1, LIST_MAX) }),
    any: fields({ any: list(inner, 1, LIST_MAX) }),
    not: fields({ not: inner }),
    count_of: fields({ count_of: list(inner, 1, LIST_MAX), ...bounds }),
    any_of: fields({ question: id, any_of: named }),
    all_of: fields({ question: id, all_of: named }),
    chosen: fields({ question: id, chosen: fields(bounds) }),
    score: fields({ question: id, score: fields(bounds) }),
    place: fields({ place: codes }),
    wave: fields({ wave: codes }),
  };
  const unknown = v.custom<Condition>(() => false, `A rule is one of ${Object.keys(forms).join(", ")}.`);
  return v.lazy((value) => {
    if (typeof value !== "object" || value === null) return unknown;
    const form = Object.keys(forms).find((name) => Object.hasOwn(value, name));
    return forms[form ?? ""] ?? unknown;
  });
}

const condition = conditionOf(CONDITION_DEPTH_MAX);

const questionParts = {
  id,
  screen: id,
  role: v.picklist(["attitude", "demographic"], "This must be attitude or demographic."),
  series: v.exactOptional(id),
  about,
  about_in: v.exactOptional(
    fields({
      A: v.exactOptional(about),
      B1: v.exactOptional(about),
      B2: v.exactOptional(about),
      C: v.exactOptional(about),
    }),
  ),
  asked_in: list(scenario, 1, 4),
  ask_when: v.exactOptional(condition),
  title: bilingual,
  text: bilingual,
  hint: v.exactOptional(bilingual),
  arms: v.exactOptional(
    list(
      fields({
        arm,
        text: v.exactOptional(bilingual),
        option_order: v.exactOptional(list(id, 2, OPTIONS_MAX)),
      }),
      0,
      3,
    ),
  ),
  sensitivity: v.picklist(["ordinary", "opinion", "sensitive"], "This must be ordinary, opinion or sensitive."),
  provenance,
};

const choice = fields({
  ...questionParts,
  type: v.picklist(["single", "multiple"]),
  options: list(option, 2, OPTIONS_MAX),
  dont_know: v.picklist(["in_base", "out_of_base"], "This must be in_base or out_of_base."),
  merges: v.exactOptional(list(optionGroup, 0, OPTIONS_MAX)),
  bands: v.exactOptional(list(optionGroup, 0, OPTIONS_MAX)),
});

const textQuestion = fields({
  ...questionParts,
  type: v.literal("text"),
  length_max: whole(1, ANSWER_LENGTH_MAX),
  lines: v.picklist(["one", "several"], "This must be one or several."),
});

const unknownType = fields({
  type: v.picklist(["single", "multiple", "text"], "This must be single, multiple or text."),
});

/** Told apart by its type, so that what is wrong is said of the type that was meant. */
const question = v.lazy((value) => {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (type === "text") return textQuestion;
  return type === "single" || type === "multiple" ? choice : unknownType;
}) as v.GenericSchema<unknown, Questionnaire["questions"][number]>;

const section = fields({ id, title: bilingual, ask_when: v.exactOptional(condition) });

const screen = fields({
  id,
  section: v.exactOptional(id),
  grid: v.exactOptional(v.boolean("This must be true or false.")),
  title: v.exactOptional(bilingual),
  intro: v.exactOptional(bilingual),
  intro_in: v.exactOptional(
    fields({
      A: v.exactOptional(bilingual),
      B1: v.exactOptional(bilingual),
      B2: v.exactOptional(bilingual),
      C: v.exactOptional(bilingual),
    }),
  ),
});

/** The population tables count by single years of age up to 89, and 90 and over as one. */
const YEARS_MAX = 90;

const weighting = fields({
  age: fields({
    question: id,
    bands: list(
      fields({ option: id, from_years: whole(0, YEARS_MAX), to_years: v.nullable(whole(0, YEARS_MAX - 1)) }),
      1,
      OPTIONS_MAX,
    ),
  }),
  sex: fields({ question: id, female: id, male: id }),
});

/** The shape of a questionnaire document. `parseQuestionnaire` also checks its sense. */
export const QuestionnaireDocument: v.GenericSchema<unknown, Questionnaire> = fields({
  id: slug,
  version: whole(1, 9999),
  title: bilingual,
  source: words,
  age_floor_years: whole(0, 120),
  arms: whole(1, 4),
  sections: v.exactOptional(list(section, 1, LIST_MAX)),
  screens: list(screen, 1, LIST_MAX),
  questions: list(question, 1, LIST_MAX),
  weighting: v.exactOptional(weighting),
});

/** The path of an unknown field ends at the object that holds it: its name is the sender's own text. */
function problemOf(issue: v.BaseIssue<unknown>): DocumentProblem {
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  const known = issue.type === "strict_object" && issue.expected === "never" ? keys.slice(0, -1) : keys;
  return { path: known.join("."), message: issue.message };
}
