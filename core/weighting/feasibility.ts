/** Why raking did not get there: a linear programme tells whether any weights meet the margins at all. */
import { type Constraint, solve } from "yalps";
import type { PreparedSample } from "./prepare.ts";

/** What any weights whatever could achieve. */
export interface Feasibility {
  /** The largest share error of the best possible weights; 0 where the margins can be met. */
  readonly leastError: number;
  /**
   * Cells (places in the prepared sample) that every solution gives no weight at all; empty where the margins cannot be
   * met. Raking creeps towards such a solution and never arrives.
   */
  readonly cellsWithoutWeight: readonly number[];
}

const NEGLIGIBLE = 1e-9;
/** The solver rounds its result to this. Its default, 1e-8, is coarser than what we promise. */
const PRECISION = 1e-13;

/**
 * Two linear programmes: the least possible share error, and then, where it is 0, which cells can have any weight.
 * Cells of unlike base weights but like levels are in the same position, and are told alike.
 */
export function explainFailure(prepared: PreparedSample): Feasibility {
  const leastError = leastPossibleError(prepared);
  if (leastError > NEGLIGIBLE) return { leastError, cellsWithoutWeight: [] };
  return { leastError: 0, cellsWithoutWeight: cellsAtZero(prepared) };
}

function categoryName(margin: number, category: number): string {
  return `${margin} ${category}`;
}

function categoriesOfCell({ margins }: PreparedSample, cell: number): readonly string[] {
  return margins.map(({ categoryOf }, margin) => categoryName(margin, categoryOf[cell] as number));
}

/** Each different set of categories with the cells that share it. */
function patterns(prepared: PreparedSample): readonly { readonly categories: readonly string[]; cells: number[] }[] {
  const known = new Map<string, { categories: readonly string[]; cells: number[] }>();
  for (const cell of prepared.respondents.keys()) {
    const categories = categoriesOfCell(prepared, cell);
    const pattern = known.get(categories.join()) ?? { categories, cells: [] };
    pattern.cells.push(cell);
    known.set(categories.join(), pattern);
  }
  return [...known.values()];
}

/** Minimise `error` subject to every category's share being within it of its target. */
function leastPossibleError(prepared: PreparedSample): number {
  const constraints = new Map<string, Constraint>([["whole", { equal: 1 }]]);
  const error = new Map<string, number>([["error", 1]]);
  for (const [margin, { targets }] of prepared.margins.entries()) {
    for (const [category, target] of targets.entries()) {
      const name = categoryName(margin, category);
      constraints.set(`${name} least`, { min: target });
      constraints.set(`${name} most`, { max: target });
      error.set(`${name} least`, 1);
      error.set(`${name} most`, -1);
    }
  }
  const variables = new Map([["error", error]]);
  for (const [index, { categories }] of patterns(prepared).entries()) {
    const sides = categories.flatMap((name) => [`${name} least`, `${name} most`]);
    variables.set(`pattern ${index}`, new Map([["whole", 1], ...sides.map((name) => [name, 1] as const)]));
  }
  const model = { direction: "minimize", objective: "error", constraints, variables } as const;
  return solve(model, { precision: PRECISION }).result;
}

/**
 * Maximise the number of patterns with weight: each has a part of up to 1 that counts and a part beyond it, and the
 * targets are scaled up as far as that needs. Whatever counts 0 then has weight in no solution.
 */
function cellsAtZero(prepared: PreparedSample): readonly number[] {
  const constraints = new Map<string, Constraint>();
  const scale = new Map<string, number>();
  for (const [margin, { targets }] of prepared.margins.entries()) {
    for (const [category, target] of targets.entries()) {
      constraints.set(categoryName(margin, category), { equal: 0 });
      scale.set(categoryName(margin, category), -target);
    }
  }
  const variables = new Map([["scale", scale]]);
  const all = patterns(prepared);
  for (const [index, { categories }] of all.entries()) {
    const share = categories.map((name) => [name, 1] as const);
    constraints.set(`counted ${index}`, { max: 1 });
    variables.set(`counts ${index}`, new Map([...share, [`counted ${index}`, 1], ["number", 1]]));
    variables.set(`beyond ${index}`, new Map(share));
  }
  const solution = solve({ direction: "maximize", objective: "number", constraints, variables });
  const counted = new Map(solution.variables);
  return all.flatMap(({ cells }, index) => ((counted.get(`counts ${index}`) ?? 0) > NEGLIGIBLE ? [] : cells));
}
