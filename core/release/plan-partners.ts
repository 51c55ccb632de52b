/**
 * How likely a band is withheld only to cover for smaller ones (R11): where the bands too small to be shown and those who
 * did not say are together fewer than ten, the smallest band that would be shown is withheld too.
 */
import { DISCLOSURE_RULES } from "../disclosure/rules.ts";
import { binomial, chanceOfAtLeast, chanceOfBase, type Missing } from "./plan-chances.ts";

/** The bands of a variable, and what each needs to be shown. */
export interface PartnerPlan {
  readonly responses: number;
  /** Of all respondents. Who is in no band did not say. */
  readonly shares: readonly number[];
  /** The least base with which one of them is shown. */
  readonly least: number;
  readonly missing: Missing;
}

const HIDDEN_MIN = DISCLOSURE_RULES.hidden_people_min;
/** So many more than ten hidden people, and no question of theirs has fewer than ten answers. */
const HIDDEN_WATCHED = 3 * HIDDEN_MIN;
const NEGLIGIBLE = 1e-6;

/**
 * For each band the chance that it is withheld though it is large enough. Exact but for one thing: how many are in the
 * larger bands is taken band by band, as if more in one did not mean fewer in the others.
 */
export function partnerChances(plan: PartnerPlan): readonly number[] {
  const { shares } = plan;
  const chances = shares.map(() => 0);
  for (let hiddenBands = 1; hiddenBands < 2 ** shares.length - 1; hiddenBands += 1) {
    const isHidden = (band: number): boolean => (hiddenBands & (1 << band)) !== 0;
    const chance = chanceOf(plan, isHidden);
    if (chance < NEGLIGIBLE) continue;
    const shown = [...shares.keys()].filter((band) => !isHidden(band));
    for (const [at, smallest] of smallestOf(plan, shown).entries()) {
      const band = shown[at] ?? 0;
      chances[band] = (chances[band] ?? 0) + chance * smallest;
    }
  }
  return chances;
}

/** The chance that exactly these bands are too small, that they hide too few people, and that all others are shown. */
function chanceOf({ responses, shares, least, missing }: PartnerPlan, isHidden: (band: number) => boolean): number {
  const said = shares.reduce((sum, share) => sum + share, 0);
  const hiddenShare = shares.reduce((sum, share, band) => (isHidden(band) ? sum + share : sum), Math.max(0, 1 - said));
  const { from, chances } = binomial(responses, hiddenShare);
  let [tooFew, people] = [0, 0];
  for (const [at, chance] of chances.entries()) {
    const count = from + at;
    if (count >= HIDDEN_WATCHED) break;
    const own = chance * (1 - chanceOfBase(count, 1, HIDDEN_MIN, missing));
    tooFew += own;
    people += own * count;
  }
  if (tooFew < NEGLIGIBLE) return 0;
  const others = responses - Math.round(people / tooFew);
  return shares.reduce(
    (product, share, band) =>
      isHidden(band) ? product : product * chanceOfBase(others, share / (1 - hiddenShare), least, missing),
    tooFew,
  );
}

/** For each of the bands that would be shown, the chance that it is the smallest of them; the first of equals is. */
function smallestOf({ responses, shares, least }: PartnerPlan, shown: readonly number[]): readonly number[] {
  const chances = shown.map((band) => {
    const { from, chances: own } = binomial(responses, shares[band] ?? 0);
    return own.reduce((sum, chance, at) => {
      const count = from + at;
      if (count < least || chance < NEGLIGIBLE) return sum;
      const others = shown.filter((other) => other !== band);
      return (
        others.reduce(
          (product, other) =>
            product * chanceOfAtLeast(responses, shares[other] ?? 0, other < band ? count + 1 : count),
          chance,
        ) + sum
      );
    }, 0);
  });
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => (total > 0 ? chance / total : 0));
}
