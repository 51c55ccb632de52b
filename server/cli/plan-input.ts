/** What `plan` is given: places with responses, from the command line or from a CSV, and what is known of each. Pure. */
import { districtsOf, groupsOf, isDistrict, type PlaceDirectory, scenarioOf } from "../../core/place/directory.ts";
import type { PlaceKind } from "../../core/place/types.ts";
import type { WeightingDeclaration } from "../../core/questionnaire/types.ts";
import type { GroupIntent } from "../../core/release/plan-groups.ts";
import type { PlaceIntent } from "../../core/release/plan.ts";
import type { Stream } from "../../core/release/types.ts";
import { adultsIn, adultsOf } from "../../core/weighting/weigh-cube.ts";
import { type CsvLine, type FileFault, parseCsv } from "../jobs/csv-lines.ts";
import type { PopulationByAge } from "../reference/population.ts";

/** What is known of real places. */
export interface KnownPlaces {
  readonly directory: PlaceDirectory;
  readonly population: (code: string) => PopulationByAge | undefined;
  readonly weighting: WeightingDeclaration;
  /** The day on which places belong to groups. */
  readonly today: string;
}

/** A place to plan, with its name. */
export interface NamedIntent extends PlaceIntent {
  readonly place: string;
  readonly name: string;
}

/** A group to plan, in one stream. */
export interface NamedGroup extends GroupIntent {
  readonly name: string;
  readonly stream: Stream;
}

/** Most responses that a plan is made for. */
export const RESPONSES_MAX = 100_000;

const STREAMS: readonly Stream[] = ["code", "open", "interviewer"];
const CODE = /^[A-Z]\d{8}$/;
const COLUMNS = ["place", "responses", "stream"];
const GROUP_KINDS: readonly PlaceKind[] = [
  "county",
  "metropolitan_county",
  "combined_authority",
  "region",
  "country",
  "country_group",
];

/** A stream by its name, or null. */
export function streamOf(text: string): Stream | null {
  return STREAMS.find((stream) => stream === text) ?? null;
}

/** A number of responses, or null. */
export function responsesOf(text: string): number | null {
  const responses = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return responses >= 1 && responses <= RESPONSES_MAX ? responses : null;
}

/** Why a code is no place to plan; null for a current district, and for a name that is no code. */
export function placeFault({ directory }: KnownPlaces, place: string): string | null {
  if (!CODE.test(place)) return null;
  const known = directory.by_code.get(place);
  if (known === undefined) return "there is no place with that code; `places find` shows the codes";
  if (!isDistrict(known.kind)) return `${known.name} is no council's district; a plan is made of districts`;
  return known.status === "current" ? null : `${known.name} is no council of today`;
}

/** What is known of a place: a code brings its name, its adults and what its residents would be asked. */
export function intentOf(
  { directory, population, weighting }: KnownPlaces,
  place: string,
  responses: number,
  stream: Stream,
): NamedIntent {
  const residents = population(place);
  return {
    ...{ place, responses, stream },
    name: directory.by_code.get(place)?.name ?? place,
    scenario: scenarioOf(directory, place) ?? "A",
    adults: residents === undefined ? null : adultsOf(weighting, residents),
  };
}

/** Reads the places of a file: columns `place`, `responses` and perhaps `stream`; or everything that is wrong in it. */
export function readPlaces(
  known: KnownPlaces,
  csv: string,
): { readonly intents: readonly NamedIntent[] } | { readonly faults: readonly FileFault[] } {
  const parsed = parseCsv(csv);
  if (!Array.isArray(parsed)) return { faults: [parsed] };
  const [header, ...lines] = parsed;
  if (header === undefined) return { faults: [{ line: 1, column: 1, message: "the file is empty" }] };
  const faults: FileFault[] = [...headerFaults(header)];
  if (faults.length > 0) return { faults };
  if (lines.length === 0) faults.push({ line: 2, column: 1, message: "there is no row under the header" });
  const seen = new Set<string>();
  const intents: NamedIntent[] = [];
  for (const line of lines) {
    const read = readLine(known, header.cells, line, seen);
    if ("faults" in read) faults.push(...read.faults);
    else intents.push(read);
  }
  return faults.length > 0 ? { faults } : { intents };
}

function headerFaults({ line, cells }: CsvLine): readonly FileFault[] {
  const wanted = `the columns are ${COLUMNS.join(", ")}, of which the last may be left out`;
  const names = cells.map((cell) => cell.trim());
  const wrong = names.flatMap((name, at) =>
    COLUMNS.includes(name) && names.indexOf(name) === at ? [] : [{ line, column: at + 1, message: wanted }],
  );
  const missing = COLUMNS.slice(0, 2).filter((name) => !names.includes(name));
  return wrong.length > 0 || missing.length === 0 ? wrong : [{ line, column: 1, message: wanted }];
}

function readLine(
  known: KnownPlaces,
  header: readonly string[],
  { line, cells }: CsvLine,
  seen: Set<string>,
): NamedIntent | { readonly faults: readonly FileFault[] } {
  const faults: FileFault[] = [];
  const cellOf = (name: string): { readonly text: string; readonly fault: (message: string) => void } => {
    const at = header.findIndex((column) => column.trim() === name);
    return {
      text: cells[at]?.trim() ?? "",
      fault: (message) => void faults.push({ line, column: at + 1, message }),
    };
  };
  const [place, number, way] = [cellOf("place"), cellOf("responses"), cellOf("stream")];
  const stream = way.text === "" ? "code" : streamOf(way.text);
  const responses = responsesOf(number.text);
  const wrong = place.text === "" ? "a place has a code or a name" : placeFault(known, place.text);
  if (wrong !== null) place.fault(wrong);
  if (responses === null) number.fault(`responses are a whole number from 1 to ${RESPONSES_MAX}`);
  if (stream === null) way.fault("a stream is code, open or interviewer");
  const key = `${place.text} ${stream}`;
  if (faults.length === 0 && seen.has(key)) place.fault("this place stands here twice with the same stream");
  seen.add(key);
  return faults.length > 0 || responses === null || stream === null
    ? { faults }
    : intentOf(known, place.text, responses, stream);
}

/** A group with fewer of its districts in a plan is nothing that the plan is about. */
const DISTRICTS_PART_MIN = 0.1;

/** The counties, regions and so on of which a plan has two districts and a tenth of all in one stream. */
export function groupsOfPlan(known: KnownPlaces, intents: readonly NamedIntent[]): readonly NamedGroup[] {
  const { directory, today, population, weighting } = known;
  const adultsOfPlace = (code: string): number | null => {
    const residents = population(code);
    return residents === undefined ? null : adultsIn(adultsOf(weighting, residents));
  };
  return STREAMS.flatMap((stream) => {
    const own = intents.filter((intent) => intent.stream === stream);
    const groups = new Set(own.flatMap(({ place }) => groupsOf(directory, place, today)));
    const named = [...groups].filter(({ kind }) => GROUP_KINDS.includes(kind));
    named.sort((first, second) => GROUP_KINDS.indexOf(first.kind) - GROUP_KINDS.indexOf(second.kind));
    return named.flatMap(({ code, name }) => {
      const districts = districtsOf(directory, code, today).map((district) => district.code);
      const members = own
        .filter(({ place }) => districts.includes(place))
        .map(({ place, responses }) => ({ code: place, responses, adults: adultsOfPlace(place) }));
      const adults = districts.map(adultsOfPlace);
      const all = adults.includes(null) ? null : adults.reduce((sum: number, one) => sum + (one ?? 0), 0);
      const isMeant = members.length >= Math.max(2, districts.length * DISTRICTS_PART_MIN);
      return isMeant ? [{ code, name, stream, members, adults: all }] : [];
    });
  });
}
