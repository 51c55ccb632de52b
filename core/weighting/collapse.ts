/** Joining categories that are too small: only where somebody has declared that they belong together. */
import type { Margin, MarginCategory, Sample } from "./types.ts";

/** Levels of one variable that count as one. */
export interface Collapse {
  readonly variable: string;
  readonly merge: readonly string[];
  readonly into: string;
}

/**
 * The sample and its margins with the levels joined, everywhere. Nothing is dropped: populations are added up.
 * @example collapseLevels({ variables: ["age"], cells: [] }, [{ variables: ["age"], categories: [{ levels: ["a"], population: 1 }, { levels: ["b"], population: 2 }] }], { variable: "age", merge: ["a", "b"], into: "ab" }).margins // => [{ variables: ["age"], categories: [{ levels: ["ab"], population: 3 }] }]
 */
export function collapseLevels(
  sample: Sample,
  margins: readonly Margin[],
  collapse: Collapse,
): { readonly sample: Sample; readonly margins: readonly Margin[] } {
  return {
    sample: {
      ...sample,
      cells: sample.cells.map((cell) => ({ ...cell, levels: joined(sample.variables, cell.levels, collapse) })),
    },
    margins: margins.map((margin) => ({ ...margin, categories: joinedCategories(margin, collapse) })),
  };
}

function joined<Level extends string | null>(
  variables: readonly string[],
  levels: readonly Level[],
  { variable, merge, into }: Collapse,
): readonly (Level | string)[] {
  return levels.map((level, index) =>
    variables[index] === variable && merge.includes(level as string) ? into : level,
  );
}

function joinedCategories({ variables, categories }: Margin, collapse: Collapse): readonly MarginCategory[] {
  const together = new Map<string, MarginCategory>();
  for (const category of categories) {
    const levels = joined(variables, category.levels, collapse);
    const key = JSON.stringify(levels);
    together.set(key, { levels, population: category.population + (together.get(key)?.population ?? 0) });
  }
  return [...together.values()];
}
