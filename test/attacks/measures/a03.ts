import { readFieldwork } from "../../../server/jobs/fieldwork.ts";
import { INVENTED_PLACES, SHEFFIELD, WAVES } from "../../http/target.ts";
import { createResident } from "../../support/residents.ts";
import type { createSite } from "../site.ts";
import { createWorld, LAYOUT, tableOf, type WorldDistrict } from "../support.ts";
import type { Measure } from "./measure.ts";

type Site = Awaited<ReturnType<typeof createSite>>;

/** What anybody can ask for while people answer: the wave's own pages and calls, and those of a release. */
export function publicAddresses(release: string): readonly string[] {
  const [place] = INVENTED_PLACES;
  return [
    ...["/", "/places", "/places/sheffield", `/places?q=sheffield`, "/data", "/method", `/survey/${WAVES.open}`],
    ...["places", `places/${SHEFFIELD}`, "waves", `waves/${WAVES.open}`, "releases", `releases/${release}`].map(
      (call) => `/api/v1/${call}`,
    ),
    `/api/v1/releases/${release}/results?place=${place}&by=all`,
    `/api/v1/releases/${release}/results.csv?place=${place}&by=all`,
  ];
}

/** Everything public at once. */
export async function everythingPublic({ see, world }: Site): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const path of publicAddresses(world.release)) {
    const { status, headers, body } = await see(path);
    seen.push(`${path}\n${status}\n${headers}\n${body}`);
  }
  return seen;
}

/** One more resident answers, and the mover stores it at once. */
export async function oneMore({ installation }: Site, name: string): Promise<void> {
  const { ok } = await installation.accept(createResident(WAVES.open, SHEFFIELD, name).submission);
  if (!ok) throw new Error("the response was not taken");
  await installation.move(WAVES.open, 1);
}

/** What officers see of a wave in the field. */
export async function bandsOf({ installation }: Site): Promise<string> {
  const services = { databases: installation.databases, now: installation.clock.now };
  const result = await readFieldwork(services, WAVES.open);
  if (!result.ok) throw new Error(result.code);
  return JSON.stringify(result.value.lines);
}

/** How many of the last respondents of a district a live page of counts gives away, looked at after each. */
function foundByCounter(district: WorldDistrict, last: number): number {
  const countsAfter = (responses: number): ReturnType<typeof tableOf>["people"] =>
    tableOf({ ...district, responses: district.responses.slice(0, responses) }).people;
  let found = 0;
  for (let at = district.responses.length - last; at < district.responses.length; at += 1) {
    const [before, after] = [countsAfter(at), countsAfter(at + 1)];
    const { offset, options } = LAYOUT.questions[0]!;
    const grown = options.findIndex((_, option) => (after[offset + option] ?? 0) > (before[offset + option] ?? 0));
    if (String(grown) === district.responses[at]!.answers[0]) found += 1;
  }
  return found;
}

/** So many people answer while somebody watches. */
export const WATCHED = 5;

/** Measures it: with no protection a live page of counts; ours is everything public before and after each response. */
export async function measure(site: Site): Promise<Measure> {
  const world = createWorld(3, {
    regions: 1,
    countiesOfRegion: 1,
    districtsOfCounty: 1,
    complete: true,
    sizes: () => 60,
  });
  await bandsOf(site);
  let [tried, succeeded] = [0, 0];
  for (let person = 0; person < WATCHED; person += 1) {
    const before = await everythingPublic(site);
    await oneMore(site, `watched ${person}`);
    const after = await everythingPublic(site);
    tried += before.length;
    succeeded += before.filter((seen, at) => seen !== after[at]).length;
  }
  return {
    attack: "A3",
    tries: "what the newest respondent answered, from everything public before and after",
    naive: { tried: 20, succeeded: foundByCounter(world.districts[0]!, 20) },
    ours: { tried, succeeded },
  };
}
