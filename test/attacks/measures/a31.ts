import { INVENTED_PLACES } from "../../http/target.ts";
import type { createSite } from "../site.ts";
import { tableOf } from "../support.ts";
import { baseOf } from "../../../core/attack/truth.ts";
import { SCHEMA } from "../support.ts";
import { type Measure, worldOf } from "./measure.ts";

type Site = Awaited<ReturnType<typeof createSite>>;

const [PLACE] = INVENTED_PLACES;

/** Parameters by which somebody might loosen a rule, see a draft, or reach the rows of another. */
const LOOSENED = [
  ...["min_base=1", "threshold=0", "rules=none", "raw=1", "debug=true", "noise=0", "draft=1", "state=draft"],
  ...["release=other", "tenant=other", "council=other", "unsuppressed", "include=withheld", "fields=people,weight"],
  ...["filter=base<30", "where=1=1", "limit=100000", "wave=contract-draft", "status=c", "precision=4"],
];

/** Values of the parameters that there are, as somebody might bend them. */
const BENT = [
  ...[`place=${PLACE}' OR 1=1--`, `place=${PLACE}%00`, `place=${PLACE},D-B02`, `place=*`, `place=${PLACE}&place=D-B02`],
  ...[`place=!${PLACE}`, `place=not:${PLACE}`, `place=${PLACE}-D-B02`, `question=*`, `question=decision_body,gender`],
  ...[`place=${PLACE}&by=arm`, `place=${PLACE}&by=record_key`, `place=${PLACE}&by=sex,age_band`, `place=${PLACE}&by=*`],
  ...[`place=${PLACE}&by=sex*age_band`, `place=${PLACE}&after=-1`, `place=${PLACE}&after=1e9`, `by=sex`, ``],
];

/** Everything that is tried on a release. */
export function queries(): readonly string[] {
  return [...LOOSENED.map((parameter) => `place=${PLACE}&${parameter}`), ...BENT];
}

/** Places with fewer than 30 respondents in a band, as a service shows them that takes its threshold from the address. */
function naive(): { readonly tried: number; readonly succeeded: number } {
  let [tried, succeeded] = [0, 0];
  const shownFrom = (address: string): number => Number(new URLSearchParams(address).get("min_base") ?? "30");
  for (const district of worldOf(1).districts) {
    for (let domain = 1; domain < SCHEMA.domains.length; domain += 1) {
      const people = baseOf(SCHEMA, tableOf(district), domain, SCHEMA.questions[0]!);
      if (people === 0 || people >= shownFrom("")) continue;
      tried += 1;
      if (people >= shownFrom("min_base=1")) succeeded += 1;
    }
  }
  return { tried, succeeded };
}

/** Measures it: ours refuses every one, in the same words whatever is asked for. */
export async function measure({ see, world }: Site): Promise<Measure> {
  let [tried, succeeded] = [0, 0];
  for (const query of queries()) {
    for (const name of ["results", "results.csv"]) {
      tried += 1;
      const { status, body } = await see(`/api/v1/releases/${world.release}/${name}?${query}`);
      if (![400, 404].includes(status) || !body.includes('"code"')) succeeded += 1;
    }
  }
  return {
    attack: "A31",
    tries: "a parameter that loosens a rule, names several places, or reaches what is not public",
    naive: naive(),
    ours: { tried, succeeded },
  };
}
