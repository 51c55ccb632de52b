/** The command that says what a survey will show before anybody is asked. */
import { createDirectory } from "../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import { ukDay } from "../../core/release/days.ts";
import { planGroup } from "../../core/release/plan-groups.ts";
import { type Profile, readProfile, TYPICAL_MISSING, TYPICAL_PROFILE } from "../../core/release/plan-profile.ts";
import { type PlaceIntent, planPlace, type PlannedPlace } from "../../core/release/plan.ts";
import { populationOf } from "../reference/population.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../reference/tables.ts";
import {
  type CommandInput,
  type CommandOutput,
  InputError,
  readFormat,
  required,
  type StandaloneCommand,
} from "./command.ts";
import { faultsAt, faultsIn } from "./faults.ts";
import { readJson, readText } from "./files.ts";
import {
  groupsOfPlan,
  intentOf,
  type KnownPlaces,
  type NamedIntent,
  placeFault,
  readPlaces,
  RESPONSES_MAX,
  responsesOf,
  streamOf,
} from "./plan-input.ts";
import { type Plans, plansAsCsv, plansAsJson, plansAsTable } from "./plan-print.ts";

const QUESTIONNAIRE = LGA_RESIDENT_SURVEY;

const FORMATS = {
  table: plansAsTable,
  csv: plansAsCsv,
  json: plansAsJson,
} satisfies Readonly<Record<string, (plans: Plans) => string>>;

/** The command. It opens no installation. */
export const PLAN_COMMAND: StandaloneCommand = {
  standalone: true,
  name: "plan",
  usage:
    "FILE.csv | --responses N [--stream open|code|interviewer] [--population CODE] [--profile FILE.json] [--missing 0.03] [--design-effect 1.4] [--format table|csv|json]",
  summary: "Say what so many responses will show, group by group, before anybody is asked; needs no installation",
  words: 0,
  optionalWords: 1,
  options: {
    responses: { type: "string" },
    stream: { type: "string" },
    population: { type: "string" },
    profile: { type: "string" },
    missing: { type: "string" },
    "design-effect": { type: "string" },
    format: { type: "string" },
  },
  run: plan,
};

async function plan(input: CommandInput, { print }: CommandOutput): Promise<void> {
  const { weighting } = QUESTIONNAIRE;
  if (weighting === undefined) throw new Error("the standard questionnaire says how its answers are weighted");
  const known: KnownPlaces = {
    directory: createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS),
    ...{ population: populationOf, weighting, today: ukDay(new Date()) },
  };
  const format = readFormat(input);
  const missing = readNumber(input, "missing", 0, 0.5) ?? TYPICAL_MISSING;
  const designEffect = readNumber(input, "design-effect", 1, 10);
  const profileFile = input.text("profile");
  const profile = profileFile === undefined ? TYPICAL_PROFILE : await profileIn(profileFile);
  const [file] = input.words;
  const intents = file === undefined ? [onePlace(input, known)] : await placesIn(input, known, file);
  const planned = createPlanner({ questionnaire: QUESTIONNAIRE, weighting, profile, missing });
  const plans: Plans = {
    ...{ questionnaire: QUESTIONNAIRE, missing, profile: profileFile ?? "typical" },
    places: intents.map((intent) => ({
      intent,
      plan: planned({ ...intent, ...(designEffect !== null && { designEffect }) }),
    })),
    groups: groupsOfPlan(known, intents).map((group) => ({
      ...{ name: group.name, stream: group.stream },
      plan: planGroup(group, group.stream),
    })),
  };
  print(FORMATS[format](plans));
}

/** Plans places; of several that are the same in every way, one is computed. */
function createPlanner(assumptions: Parameters<typeof planPlace>[0]): (intent: PlaceIntent) => PlannedPlace {
  const known = new Map<string, PlannedPlace>();
  return ({ responses, stream, scenario, adults, designEffect }) => {
    const intent = { responses, stream, scenario, adults, ...(designEffect !== undefined && { designEffect }) };
    const key = JSON.stringify(intent);
    const made = known.get(key) ?? planPlace(assumptions, intent);
    known.set(key, made);
    return made;
  };
}

function onePlace(input: CommandInput, known: KnownPlaces): NamedIntent {
  const responses = responsesOf(required(input, "responses"));
  if (responses === null) throw new InputError(`--responses is a whole number from 1 to ${RESPONSES_MAX}`);
  const stream = streamOf(input.text("stream") ?? "code");
  if (stream === null) throw new InputError("--stream is code, open or interviewer");
  const code = input.text("population");
  if (code === undefined) return intentOf(known, "A place", responses, stream);
  const fault = known.population(code) === undefined ? (placeFault(known, code) ?? "its adults are not known") : null;
  if (fault !== null) throw new InputError(`--population ${code}: ${fault}`);
  return intentOf(known, code, responses, stream);
}

async function placesIn(input: CommandInput, known: KnownPlaces, file: string): Promise<readonly NamedIntent[]> {
  for (const option of ["responses", "stream", "population"]) {
    if (input.text(option) !== undefined) throw new InputError(`--${option} goes without a file: the file says it`);
  }
  const read = readPlaces(known, await readText(file));
  if ("intents" in read) return read.intents;
  throw faultsAt(file, read.faults);
}

async function profileIn(file: string): Promise<Profile> {
  const read = readProfile(await readJson(file), QUESTIONNAIRE);
  if ("profile" in read) return read.profile;
  throw faultsIn(file, read.faults);
}

function readNumber(input: CommandInput, option: string, least: number, most: number): number | null {
  const text = input.text(option);
  if (text === undefined) return null;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(`--${option} is a number from ${least} to ${most}`);
}
