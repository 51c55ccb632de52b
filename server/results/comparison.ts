/** A place beside others, on one answer to one question of one release and stream: only like with like. */
import { isInvented } from "../../client/models/release-words.ts";
import { benchmark } from "../../core/estimation/benchmark.ts";
import { districtsOf, groupsOf, isDistrict, type PlaceDirectory } from "../../core/place/directory.ts";
import { inGroupOrder } from "../../core/place/group-order.ts";
import type { Place } from "../../core/place/types.ts";
import { adjustedFor, type PublishedDifference, publishedDifference } from "../../core/release/differences.ts";
import { expandRows, hasItsName } from "../../core/release/rows.ts";
import type { Mode, ReleaseDocument, ResultRow, Stream } from "../../core/release/types.ts";
import { asksInStandardWords } from "../../core/questionnaire/standard-wording.ts";
import type { Language } from "../../core/questionnaire/types.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import type { Published } from "../services/types.ts";
import { measureOf } from "./evidence-figures.ts";
import { neighboursOf } from "./neighbours.ts";

/** What somebody asked to see. `beside` is the code of a group, `neighbours` or `peers`. */
export interface ComparisonWanted {
  readonly question: string;
  readonly answer: string;
  readonly stream: Stream;
  readonly beside: string;
}

/** A line of a comparison. `difference` is of this page's place against it. */
export interface ComparedPlace {
  readonly place: Place;
  readonly row: ResultRow;
  readonly difference: PublishedDifference | null;
}

/** A figure from elsewhere beside the place's own. */
export interface ComparedEvidence {
  readonly evidence: EvidenceRow;
  /** Whole points that the place lies above it; null where nothing can be said. */
  readonly difference: PublishedDifference | null;
}

/** A place beside others. */
export interface Comparison {
  /** Where it does not bear the place's name, it is shown, and held against nothing. */
  readonly own: ResultRow;
  /** The groups that hold the place and bear their name, smallest first. */
  readonly groups: readonly ComparedPlace[];
  /** The other places asked for, by name. */
  readonly others: readonly ComparedPlace[];
  readonly evidence: readonly ComparedEvidence[];
}

/**
 * What a place can be put beside in a release: groups by code, then `neighbours` or `peers`. Groups are those of the last
 * day of the survey.
 */
export function besideChoices(
  directory: PlaceDirectory,
  release: ReleaseDocument,
  place: Place,
): readonly (Place | "neighbours" | "peers")[] {
  const today = release.period_end;
  const known = new Set(release.places.map(({ code }) => code));
  if (isDistrict(place.kind)) {
    const groups = inGroupOrder(groupsOf(directory, place.code, today)).filter(({ code }) => known.has(code));
    const alike = neighboursOf(directory, place, today).some((code) => known.has(code));
    return [...(alike ? (["neighbours"] as const) : []), ...groups];
  }
  return [place, ...(peersOf(directory, release, place).length > 0 ? (["peers"] as const) : [])];
}

/** The comparison; null where the place has no such figure in the release. */
export async function compare(
  published: Published,
  directory: PlaceDirectory,
  release: ReleaseDocument,
  place: Place,
  { question, answer, stream, beside }: ComparisonWanted,
  language: Language,
): Promise<Comparison | null> {
  const day = release.period_end;
  const rows = await everybody(published, release, question, answer, stream, language);
  const own = rows.get(place.code);
  if (own === undefined) return null;
  const compared = (codes: readonly string[], family: "few" | "screen"): readonly ComparedPlace[] => {
    const found = codes.flatMap((code) => {
      const [one, row] = [directory.by_code.get(code), rows.get(code)];
      // What does not bear the name of a group is nothing to compare with (R13a).
      return one === undefined || row === undefined || code === place.code || !hasItsName(row)
        ? []
        : [{ place: one, row }];
    });
    const differences = adjustedFor(
      family,
      found.map(({ row }) => (hasItsName(own) ? publishedDifference(own, row) : null)),
    );
    return found.map((one, at) => ({ ...one, difference: differences[at] ?? null }));
  };
  const groups = inGroupOrder(groupsOf(directory, place.code, day)).map(({ code }) => code);
  const others = otherPlaces(directory, release, place, beside);
  return {
    own,
    groups: compared(groups, "few"),
    others: byName(compared(others, "screen"), language),
    // What nobody said is not held against what somebody did.
    evidence:
      isInvented(release) || !asksInStandardWords(release.questionnaire, question)
        ? []
        : await evidenceBeside(published, own),
  };
}

/** The figure of each place that has one, by code. */
async function everybody(
  published: Published,
  release: ReleaseDocument,
  question: string,
  answer: string,
  stream: Stream,
  language: Language,
): Promise<ReadonlyMap<string, ResultRow>> {
  const rows = (await published.everybody(release.id, question)) ?? [];
  const wanted = rows.filter((row) => row[1] === stream && row[3] === answer);
  return new Map(expandRows(release, wanted, language).map((row) => [row.place_code, row]));
}

function otherPlaces(
  directory: PlaceDirectory,
  release: ReleaseDocument,
  place: Place,
  beside: string,
): readonly string[] {
  if (beside === "neighbours") return neighboursOf(directory, place, release.period_end);
  if (beside === "peers") return peersOf(directory, release, place);
  return districtsOf(directory, beside, release.period_end).map(({ code }) => code);
}

/** The other groups of its kind: regions beside regions. */
function peersOf(directory: PlaceDirectory, release: ReleaseDocument, { code, kind }: Place): readonly string[] {
  return release.places.flatMap((one) =>
    one.code !== code && directory.by_code.get(one.code)?.kind === kind ? [one.code] : [],
  );
}

/** Evidence on the same question by the same mode, newest first. Panels and surveys of unknown mode are unlike ours. */
async function evidenceBeside(published: Published, own: ResultRow): Promise<readonly ComparedEvidence[]> {
  const measure = measureOf(own.answer);
  const found = (await published.evidence({ question: own.question }))
    .filter((evidence) => evidence.measure === measure && modeOf(evidence) === own.mode && evidence.share !== null)
    .sort((first, second) => (first.start < second.start ? 1 : -1));
  const differences = adjustedFor(
    "screen",
    found.map((evidence) => againstEvidence(own, evidence)),
  );
  return found.map((evidence, at) => ({ evidence, difference: differences[at] ?? null }));
}

function againstEvidence(own: ResultRow, evidence: EvidenceRow): ComparedEvidence["difference"] {
  const { share, bound, base, design_effect: effect, question, stream, mode, sample_type } = own;
  if (share === null || bound !== null || base === null || evidence.share === null || !hasItsName(own)) return null;
  const found = benchmark(
    {
      question,
      stream: { stream, mode, sample_type },
      estimate: share / 100,
      effectiveBase: base / (effect ?? 1),
    },
    { question, mode, share: evidence.share / 100, effectiveBase: null, base: evidence.base },
  );
  if (!found.ok) return null;
  const largerThanChance = found.low > 0 || found.high < 0;
  return { points: Math.round(found.difference * 100), largerThanChance, p: found.p };
}

/** The mode of a figure from elsewhere in our words; null where it is none of ours, or not known. */
function modeOf({ mode }: Pick<EvidenceRow, "mode">): Mode | null {
  if (mode === "telephone" || mode === "face-to-face") return mode;
  return mode === "postal" ? "paper" : null;
}

function byName(places: readonly ComparedPlace[], language: Language): readonly ComparedPlace[] {
  const name = ({ place }: ComparedPlace): string => (language === "cy" ? (place.name_cy ?? place.name) : place.name);
  return [...places].sort((first, second) => name(first).localeCompare(name(second), language));
}
