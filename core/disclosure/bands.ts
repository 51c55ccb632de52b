/** What of a block is withheld: domains too small (R7, R8), and the partners that would give them away (R11). */
import type { Sensitivity } from "../questionnaire/types.ts";
import type { Status, Stream } from "../release/types.ts";
import { type CubeLayout, EVERYBODY } from "../tabulation/layout.ts";
import type { WeightedTable } from "../tabulation/weighted.ts";
import type { Block } from "./blocks.ts";
import { basePeople, MAIN_SET, type RoutingSet, validBase } from "./routing.ts";
import { DISCLOSURE_RULES, domainStatus, groupsAreShown, leastBase } from "./rules.ts";

/** A demographic variable: its bands as domains of the layout. */
export interface Variable {
  readonly id: string;
  readonly sensitivity: Sensitivity;
  readonly domains: readonly number[];
}

/** The status of each domain of the layout, for one routing set. */
export type DomainStatuses = readonly Status[];

/** The variables of a layout, with their bands. Arms are none: they have no rows. */
export function variablesOf(
  layout: CubeLayout,
  questions: readonly { readonly id: string; readonly sensitivity: Sensitivity }[],
): readonly Variable[] {
  return questions.flatMap(({ id, sensitivity }) => {
    const domains = [...layout.domains.keys()].filter(
      (domain) => layout.domains[domain]?.published === true && layout.domains[domain]?.by === id,
    );
    return domains.length === 0 ? [] : [{ id, sensitivity, domains }];
  });
}

/** What of a block is withheld for each of its routing sets, by the set's id. */
export function blockStatuses(
  layout: CubeLayout,
  variables: readonly Variable[],
  stream: Stream,
  block: Block,
): ReadonlyMap<string, DomainStatuses> {
  return new Map(block.sets.map((set) => [set.id, setStatuses(layout, variables, stream, block, set)]));
}

function setStatuses(
  layout: CubeLayout,
  variables: readonly Variable[],
  stream: Stream,
  block: Block,
  set: RoutingSet,
): DomainStatuses {
  const statuses: Status[] = layout.domains.map(() => "c");
  const main = block.sets.find(({ id }) => id === MAIN_SET);
  const primary = (domain: number, sensitivity: Sensitivity): Status =>
    domainStatus(validBase(layout, block.table, domain, set.questions), block.designEffect, leastBase(sensitivity));
  const isNearMain = (domain: number): boolean =>
    isNearlyTheSame(layout, block.table, domain, set.questions, main?.questions ?? []);
  statuses[EVERYBODY] = isNearMain(EVERYBODY) ? "c" : primary(EVERYBODY, "ordinary");
  if (statuses[EVERYBODY] === "c" || !groupsAreShown(stream, block.table.respondents)) return statuses;
  for (const { domains, sensitivity } of variables) {
    // One band alone could be had as everybody less the others, so the variable goes as a whole.
    if (domains.some(isNearMain)) continue;
    for (const domain of domains) statuses[domain] = primary(domain, sensitivity);
    hidePartners(layout, block.table, set.questions, domains, statuses);
  }
  return statuses;
}

/**
 * Whether one to nine people lie between the base of some questions and that of the main ones (R15): somebody who knows
 * both would know the few who were asked the one and not the other.
 */
export function isNearlyTheSame(
  layout: CubeLayout,
  table: Pick<WeightedTable, "people">,
  domain: number,
  questions: RoutingSet["questions"],
  main: RoutingSet["questions"],
): boolean {
  if (main.length === 0 || questions.every((question) => main.includes(question))) return false;
  const between = Math.abs(validBase(layout, table, domain, main) - validBase(layout, table, domain, questions));
  return between > 0 && between < DISCLOSURE_RULES.hidden_people_min;
}

/**
 * Withholds the smallest shown bands until those withheld and those who did not say hold at least ten people (R11): in
 * every question of the set, since each is subtracted by itself.
 */
export function hidePartners(
  layout: CubeLayout,
  table: Pick<WeightedTable, "people">,
  questions: RoutingSet["questions"],
  domains: readonly number[],
  statuses: Status[],
): void {
  const base = (domain: number): number => validBase(layout, table, domain, questions);
  for (;;) {
    const shown = domains.filter((domain) => statuses[domain] !== "c");
    if (shown.length === domains.length || shown.length === 0) return;
    const hiddenPeople = questions.map(
      (question) =>
        basePeople(layout, table, EVERYBODY, question) -
        shown.reduce((sum, domain) => sum + basePeople(layout, table, domain, question), 0),
    );
    if (Math.min(...hiddenPeople) >= DISCLOSURE_RULES.hidden_people_min) return;
    const smallest = shown.reduce((least, domain) => (base(domain) < base(least) ? domain : least));
    statuses[smallest] = "c";
  }
}
