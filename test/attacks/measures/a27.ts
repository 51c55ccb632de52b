import { createSubmissionId, type IntakeResult } from "../../../server/services/intake.ts";
import { createInstallation, SINGLE_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";
import { createResident } from "../../support/residents.ts";
import { createWorld, protectedPlaces, protectedRelease, type World } from "../support.ts";
import { isShown } from "../../../core/attack/attacked-release.ts";
import { EVERYBODY } from "../../../core/tabulation/layout.ts";
import { type Measure, naiveOf, type Score } from "./measure.ts";

const LETTERS = 20;
const ANSWERED = 6;

/** A country of which one district is so small that it is in no figure: there is nothing near to join it with. */
export function withSmallDistrict(seed: number): World {
  return createWorld(seed, {
    regions: 1,
    sizes: (place, uniform) => (place === 0 ? 40 : Math.round(150 + 200 * uniform())),
  });
}

/** The same country, in which everybody in the small district has the first answer to everything. */
export function withOneMind(world: World): World {
  const [small, ...others] = world.districts;
  const responses = small!.responses.map((response) => ({
    ...response,
    answers: response.answers.replace(/^.{8}/, (attitudes) => attitudes.replaceAll(/\d/g, "0")),
  }));
  return { ...world, districts: [{ ...small!, responses }, ...others] };
}

/** What somebody is told who sends a response of their own with each letter's code. */
async function probeLetters(): Promise<readonly { readonly answered: boolean; readonly told: string }[]> {
  const installation = await createInstallation({ kind: "files" }, { random: createRandom("letters") });
  await installation.createTestWave({ id: "wave-1" });
  const letters = await installation.issue("wave-1", SINGLE_TIER, LETTERS);
  for (const code of letters.slice(0, ANSWERED)) {
    const { ok } = await installation.accept(createResident("wave-1", SINGLE_TIER, code, code).submission);
    if (!ok) throw new Error("a resident was refused");
  }
  const random = createRandom("insider");
  const told: string[] = [];
  for (const code of letters) {
    const submission = { wave: "wave-1", place: SINGLE_TIER, id: createSubmissionId(random), answers: {}, code };
    const result: IntakeResult = await installation.accept(submission);
    told.push(JSON.stringify(result));
  }
  await installation.dispose();
  return letters.map((_, at) => ({ answered: at < ANSWERED, told: told[at] ?? "" }));
}

/** How many letters of which it can be said whether they were used: those whose answer the other kind never gets. */
function toldApart(letters: readonly { readonly answered: boolean; readonly told: string }[]): Score {
  const others = (answered: boolean): ReadonlySet<string> =>
    new Set(letters.filter((one) => one.answered !== answered).map(({ told }) => told));
  const found = letters.filter(({ answered, told }) => !others(answered).has(told));
  return { tried: letters.length, succeeded: found.length };
}

/** Whether anything of the small district is public, by itself or through another place. */
export function isSmallDistrictPublic(world: World): boolean {
  const { release } = protectedRelease(world);
  const [small] = world.districts;
  const own = release.tables.find(({ place }) => place === small!.code);
  const isAnyShown =
    own !== undefined &&
    [...release.schema.questions.keys()].some((question) => isShown(release.schema, own, EVERYBODY, question));
  return isAnyShown || JSON.stringify(protectedPlaces(world)) !== JSON.stringify(protectedPlaces(withOneMind(world)));
}

/** Whether what is public with no protection changes with the answers in the small district. */
function changesNaively(world: World): boolean {
  const sharesOf = (one: World): string =>
    JSON.stringify(naiveOf(one).release.tables.map(({ share }) => [...share.slice(0, 40)]));
  return sharesOf(world) !== sharesOf(withOneMind(world));
}

/** Measures it: letters told apart, and small districts whose answers show in anything public. */
export async function measure(): Promise<Measure> {
  const letters = await probeLetters();
  const worlds = [1, 2].map(withSmallDistrict);
  const naive = toldApart(letters.map((one) => ({ ...one, told: one.answered ? "already used" : "thank you" })));
  const ours = toldApart(letters);
  return {
    attack: "A27",
    tries: "an insider with all letters finds who answered, and what, in a place with few responses",
    naive: { tried: naive.tried + worlds.length, succeeded: naive.succeeded + worlds.filter(changesNaively).length },
    ours: {
      tried: ours.tried + worlds.length,
      succeeded: ours.succeeded + worlds.filter(isSmallDistrictPublic).length,
    },
  };
}
