/** What is left of a rule once some of it is known: on paper place and wave are known, and the answers are not. */
import { holds } from "./conditions.ts";
import type { Bounds, Condition, Question, SurveyContext } from "./types.ts";

/** What is known before anybody answers. */
export interface KnownBefore extends Pick<SurveyContext, "place" | "wave"> {
  /** A question that may be asked here; undefined for one that is asked of nobody here. */
  readonly question: (id: string) => Question | undefined;
}

/**
 * The part of a condition that hangs on answers; true or false where nothing of it does. A question that is asked of
 * nobody here has no answer.
 * @example decide({ not: { place: ["E06000045"] } }, { place: "E08000039", question: () => undefined }) // => true
 */
export function decide(condition: Condition, known: KnownBefore): Condition | boolean {
  if ("all" in condition) return joined("all", condition.all, known);
  if ("any" in condition) return joined("any", condition.any, known);
  if ("not" in condition) {
    const inner = decide(condition.not, known);
    return typeof inner === "boolean" ? !inner : { not: inner };
  }
  if ("count_of" in condition) return counted(condition.count_of, condition, known);
  const open = "question" in condition && known.question(condition.question) !== undefined;
  return open ? condition : holds(condition, { ...known, answer: () => undefined });
}

function joined(how: "all" | "any", parts: readonly Condition[], known: KnownBefore): Condition | boolean {
  const ends = how === "any";
  const decided = parts.map((part) => decide(part, known));
  if (decided.includes(ends)) return ends;
  const [first, ...more] = decided.filter((part) => typeof part !== "boolean");
  if (first === undefined) return !ends;
  if (more.length === 0) return first;
  return how === "all" ? { all: [first, ...more] } : { any: [first, ...more] };
}

function counted(parts: readonly Condition[], bounds: Bounds, known: KnownBefore): Condition | boolean {
  const decided = parts.map((part) => decide(part, known));
  const open = decided.filter((part) => typeof part !== "boolean");
  const sure = decided.filter((part) => part === true).length;
  const least = Math.max(0, (bounds.at_least ?? 0) - sure);
  const most = (bounds.at_most ?? parts.length) - sure;
  if (most < 0 || least > open.length || least > most) return false;
  if (least === 0 && most >= open.length) return true;
  return {
    count_of: open,
    ...(least > 0 ? { at_least: least } : {}),
    ...(most < open.length ? { at_most: most } : {}),
  };
}
