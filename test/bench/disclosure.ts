/**
 * What disclosure control leaves and what it costs, on invented residents: domains shown by responses, groups kept where a
 * fifth of the places are withheld, what noise adds to a range, how often ranges hold the truth, and how long deciding
 * takes.
 */
import { createNoiseTable, NOISE_OF_COUNTS, type NoiseParameters } from "../../core/disclosure/noise-table.ts";
import { type BuildDistrict, type BuildGroup, decideRelease, type ReleasePlan } from "../../core/release/build.ts";
import { tabulate } from "../../core/tabulation/cube.ts";
import { adultsIn } from "../../core/weighting/weigh-cube.ts";
import { simulateCoverage } from "../support/coverage.ts";
import { CODE, PLAN } from "../support/districts.ts";
import { inventedGeography } from "../support/geography.ts";
import { createChance, simulatedPlace, simulatedResponses } from "../support/profile.ts";

const PLACES_OF_EACH_SIZE = 30;
const COVERAGE_WAVES = 60;
/** 18 domains: the demographics of the standard questionnaire but ethnic group. */
const COUNTED = ["age_band", "sex", "disability", "tenure", "working_status"];

const utility = [100, 200, 300, 500, 1000, 2000].map(domainsShown);
const groups = [40, 100].map(groupsKept);
const noise = [30, 100, 200].map((base) => ({ base, widening: widening(NOISE_OF_COUNTS, base) }));
const coverage = simulateCoverage(COVERAGE_WAVES, 20_261_122);
const audit = [40, 400].map(auditSeconds);
console.log(JSON.stringify({ utility, groups, noise, coverage, audit }));

/** The mean number of domains shown of places with so many responses, and their mean design effect. */
function domainsShown(responses: number) {
  const chance = createChance(responses);
  let [shown, all, effects, blocksShown] = [0, 0, 0, 0];
  const domains = PLAN.layout.domains.flatMap(({ by }, at) => (COUNTED.includes(by) ? [at] : []));
  for (let place = 0; place < PLACES_OF_EACH_SIZE; place += 1) {
    const { decisions } = decide([districtOf(`P${place}`, [null, null, null], responses, chance)], []);
    const [decision] = decisions;
    const [block] = decision?.blocks ?? [];
    all += 1;
    if (decision === undefined || block === undefined) continue;
    blocksShown += 1;
    effects += block.designEffect;
    const statuses = decision.blockStatuses[0]?.get("") ?? [];
    shown += domains.filter((domain) => statuses[domain] !== "c").length;
  }
  return {
    responses,
    shown: shown / all,
    of: domains.length,
    designEffect: effects / blocksShown,
    places: blocksShown / all,
  };
}

function districtOf(
  code: string,
  joinedBy: readonly (string | null)[],
  responses: number,
  chance: () => number,
): BuildDistrict {
  const place = simulatedPlace(code, chance);
  const cube = tabulate(PLAN.layout, simulatedResponses(place, responses, chance));
  return { code, scenario: "A", adults: place.adults, joinedBy, cubes: { code: cube } };
}

function decide(districts: readonly BuildDistrict[], made: readonly BuildGroup[]): ReleasePlan {
  return decideRelease(PLAN, CODE, districts, made);
}

/** A geography in which a fifth of the places have fewer than a hundred responses. */
function world(places: number): { districts: readonly BuildDistrict[]; made: readonly BuildGroup[] } {
  const chance = createChance(places);
  const geography = inventedGeography(places);
  const districts = geography.districts.map(({ code, joinedBy }) => {
    const responses = chance() < 0.2 ? 8 + Math.floor(85 * chance()) : 110 + Math.floor(900 * chance() ** 2);
    return districtOf(code, joinedBy, responses, chance);
  });
  const adults = new Map(districts.map((district) => [district.code, adultsIn(district.adults ?? [])]));
  const made = geography.groups.map(({ code, kind, members }) => ({
    ...{ code, kind },
    members: members.map((member) => ({ code: member, adults: adults.get(member) ?? 0 })),
  }));
  return { districts, made };
}

function groupsKept(places: number) {
  const { districts, made } = world(places);
  const release = decide(districts, made);
  const [decision] = release.decisions;
  let [totals, kept, bands, shown] = [0, 0, 0, 0];
  for (const group of decision?.groups.values() ?? []) {
    const pattern = group.patterns.find((one) => one.pattern.questions.some(({ id }) => id === "decision_body"));
    totals += 1;
    if (pattern === undefined || pattern.statuses[0] === "c") continue;
    kept += 1;
    for (const [domain, status] of pattern.statuses.entries()) {
      const { by, published } = PLAN.layout.domains[domain] ?? { by: "", published: false };
      if (domain === 0 || !published || by === "") continue;
      // What is too small in the group is no loss of the audit.
      if (
        (pattern.table?.people
          .subarray(domain * PLAN.layout.width)
          .slice(0, 8)
          .reduce((sum, one) => sum + one, 0) ?? 0) < 60
      )
        continue;
      bands += 1;
      if (status !== "c") shown += 1;
    }
  }
  const responded = districts.reduce((sum, { cubes }) => sum + (cubes.code?.responses ?? 0), 0);
  const counted = (decision?.blocks ?? []).reduce((sum, { table }) => sum + table.respondents, 0);
  return { places, totals, kept, bands, shown, counted: counted / responded, leftOver: decision?.leftOver.length ?? 0 };
}

/** By how much noise widens the standard error of a share of 40 per cent of two answers: a part of it. */
function widening(parameters: NoiseParameters, base: number): number {
  const table = createNoiseTable(parameters);
  if (!table.ok) throw new Error("a table of the rules");
  const share = 0.4;
  const sampling = (share * (1 - share)) / base;
  const added = (parameters.variance * ((1 - share) ** 2 + share ** 2)) / base ** 2;
  return Math.sqrt((sampling + added) / sampling) - 1;
}

function auditSeconds(places: number) {
  const { districts, made } = world(places);
  const started = performance.now();
  const { decisions } = decide(districts, made);
  return {
    places,
    groups: made.length,
    seconds: (performance.now() - started) / 1000,
    blocks: decisions[0]?.blocks.length,
  };
}
