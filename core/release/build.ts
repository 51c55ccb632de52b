/**
 * From the cubes of a wave to the rows of its release: every whitelisted row (R4), in code-list order (R21), each with its
 * status (R20). Pure: the same cubes and the same noise give the same rows.
 */
import { choiceQuestions } from "../questionnaire/codebook.ts";
import type { Block, BlockDistrict, BlockPlan } from "../disclosure/blocks.ts";
import {
  GROUP_BLOCKS_MIN,
  decideStream,
  type GroupDecision,
  setOf,
  type ShownEarlier,
  type StreamDecision,
} from "../disclosure/decide.ts";
import { type Figure, shownFigures, withheldFigures } from "../disclosure/figures.ts";
import {
  addProtectedCells,
  protectBase,
  protectCells,
  type ProtectedCells,
  type WaveNoise,
  type ProtectedPlace,
} from "../disclosure/protect.ts";
import { basePeople, type RoutingSet } from "../disclosure/routing.ts";
import { publishedBase } from "../disclosure/rules.ts";
import { sampleRule } from "../estimation/sample-type.ts";
import type { PlaceKind } from "../place/types.ts";
import type { ChoiceQuestion, Questionnaire, Scenario, WeightingDeclaration } from "../questionnaire/types.ts";
import type { Cube } from "../tabulation/cube.ts";
import { type CubeLayout, type LaidOutQuestion, EVERYBODY } from "../tabulation/layout.ts";
import { LADDER_STEPS } from "../weighting/types.ts";
import { adultsIn } from "../weighting/weigh-cube.ts";
import type { CompactRow, Composition, Status, Stream, WaveStream } from "./types.ts";

/** What the rows of a wave are made by. */
export interface BuildPlan {
  readonly questionnaire: Questionnaire;
  readonly weighting: WeightingDeclaration;
  /** That of `createCubeLayout` for the questionnaire. */
  readonly layout: CubeLayout;
}

/** A district of the wave. A stream that has no cube is withheld. */
export interface BuildDistrict extends Pick<BlockDistrict, "code" | "scenario" | "joinedBy" | "adults"> {
  readonly cubes: Readonly<Partial<Record<Stream, Cube>>>;
}

/** A place made of districts: a county, a region, a partnership, a class. */
export interface BuildGroup {
  readonly code: string;
  readonly kind: PlaceKind;
  /** All its districts, in the wave or not, with their adults. */
  readonly members: readonly { readonly code: string; readonly adults: number | null }[];
}

/** The rows of a place, and what those of each stream are made of. */
export interface BuiltPlace {
  readonly code: string;
  readonly compositions: readonly Composition[];
  readonly rows: readonly CompactRow[];
}

/** Everything that is hidden is hidden when this is made; making rows changes none of it. */
export interface ReleasePlan {
  readonly plan: BuildPlan;
  readonly districts: readonly BuildDistrict[];
  /** Those that have at least two districts in the wave. */
  readonly groups: readonly BuildGroup[];
  readonly decisions: readonly StreamDecision[];
}

const GROUP_DISTRICTS_MIN = 2;

/**
 * The first half of the evaluation order, stream by stream: weights and design effects (R17), blocks (R13), domains (R7,
 * R8), bands (R11), audit (R12). A group that is a single district of the wave is left out: it would be that district.
 */
export function decideRelease(
  plan: BuildPlan,
  streams: readonly WaveStream[],
  districts: readonly BuildDistrict[],
  groups: readonly BuildGroup[],
  shownEarlier: (stream: Stream) => ShownEarlier = () => () => false,
): ReleasePlan {
  const codes = new Set(districts.map(({ code }) => code));
  const kept = groups.filter(
    ({ members }) => members.filter(({ code }) => codes.has(code)).length >= GROUP_DISTRICTS_MIN,
  );
  const blockPlan: BlockPlan = { ...plan, questions: plan.questionnaire.questions };
  const members = kept.map((group) => ({ ...group, members: group.members.map(({ code }) => code) }));
  const decisions = streams.map((stream) => {
    const own = districts.map(({ cubes, ...district }) => ({ ...district, cube: cubes[stream.stream] ?? null }));
    return decideStream(blockPlan, stream, own, members, shownEarlier(stream.stream));
  });
  return { plan, districts, groups: kept, decisions };
}

/**
 * The second half: noise (R15), shares (R16), groups from blocks (R13), bounds (R9, R10), derived rows (R19), rounding,
 * ranges (R18). First the districts, then the groups, one place at a time: a whole country would fill the memory.
 */
export function* buildRows(release: ReleasePlan, noise: WaveNoise): Generator<BuiltPlace, void, undefined> {
  const makers = release.decisions.map((decision) => createRowMaker(release.plan, decision, noise));
  for (const district of release.districts) {
    const asked = askedIn(release.plan, [district.scenario]);
    const compositions = release.decisions.map((decision) => districtComposition(decision, district.code));
    const rows = makers.flatMap((maker) => maker.district(district.code, asked));
    yield { code: district.code, compositions, rows };
  }
  const byCode = new Map(release.districts.map((district) => [district.code, district]));
  for (const group of release.groups) {
    const scenarios = group.members.flatMap(({ code }) => byCode.get(code)?.scenario ?? []);
    const asked = askedIn(release.plan, [...new Set(scenarios)]);
    const compositions = release.decisions.flatMap((decision) => groupCompositions(decision, group, byCode, asked));
    yield { code: group.code, compositions, rows: makers.flatMap((maker) => maker.group(group.code, asked)) };
  }
}

function askedIn({ questionnaire }: BuildPlan, scenarios: readonly Scenario[]): readonly ChoiceQuestion[] {
  return choiceQuestions(questionnaire).filter(
    ({ role, asked_in }) => role === "attitude" && asked_in.some((scenario) => scenarios.includes(scenario)),
  );
}

function districtComposition({ stream, blocks }: StreamDecision, code: string): Composition {
  const block = blocks.find((one) => one.code === code);
  const weighting = block === undefined ? [] : [block.step];
  return { stream: stream.stream, members_included: 1, members: 1, population_covered: 100, weighting };
}

/** What a group is made of: most questions first, then those that were asked in fewer of its districts. */
function groupCompositions(
  { stream, blocks, groups }: StreamDecision,
  group: BuildGroup,
  districts: ReadonlyMap<string, BuildDistrict>,
  asked: readonly ChoiceQuestion[],
): readonly Composition[] {
  const decided = groups.get(group.code);
  const all = decided === undefined || decided.table === null ? [] : decided.blocks;
  const made = (inside: readonly number[]): Composition => {
    const included = inside.length < GROUP_BLOCKS_MIN ? [] : inside.flatMap((at) => blocks[at] ?? []);
    return compositionOfBlocks(stream.stream, group, included, districts);
  };
  const fewer = (decided?.patterns ?? []).filter(({ blocks: inside }) => inside.length < all.length);
  const others = fewer.flatMap(({ pattern, blocks: inside }): readonly Composition[] => {
    const questions = pattern.questions
      .map(({ id }) => id)
      .filter((id) => asked.some((question) => question.id === id));
    return questions.length === 0 ? [] : [{ ...made(inside), questions }];
  });
  return [made(all), ...others];
}

function compositionOfBlocks(
  stream: Stream,
  group: BuildGroup,
  inside: readonly Block[],
  districts: ReadonlyMap<string, BuildDistrict>,
): Composition {
  const included = inside.flatMap(({ members }) => members);
  const adults = total(group.members.map((member) => member.adults));
  const covered = total(included.map((code) => adultsIn(districts.get(code)?.adults ?? [])));
  const steps = new Set(inside.map(({ step }) => step));
  return {
    stream,
    members_included: included.length,
    members: group.members.length,
    population_covered: adults === null || covered === null ? null : Math.floor((covered * 100) / adults),
    weighting: LADDER_STEPS.filter((step) => steps.has(step)),
  };
}

function total(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum === 0 ? null : sum;
}

/** Makes the rows of one stream. */
interface RowMaker {
  district(code: string, asked: readonly ChoiceQuestion[]): readonly CompactRow[];
  group(code: string, asked: readonly ChoiceQuestion[]): readonly CompactRow[];
}

/** What the figures of a question in a domain are made of, where it is shown. */
interface Shown {
  readonly status: Status;
  readonly designEffect: number;
  /** Protected, not rounded. */
  base(): number;
  cells(): ProtectedCells;
}

function createRowMaker({ layout }: BuildPlan, decision: StreamDecision, noise: WaveNoise): RowMaker {
  const { stream, blocks, blockStatuses, groups } = decision;
  const interval = sampleRule(stream).range !== "none";
  const laidOut = new Map(layout.questions.map((question) => [question.id, question]));
  const rowsOf = (
    place: string,
    asked: readonly ChoiceQuestion[],
    shownIn: (question: ChoiceQuestion, laid: LaidOutQuestion) => (domain: number) => Shown | null,
  ): readonly CompactRow[] =>
    asked.flatMap((question) => {
      const laid = laidOut.get(question.id);
      if (laid === undefined) throw new Error("a question that is not in the layout of its questionnaire");
      const shown = shownIn(question, laid);
      return layout.domains.flatMap((domain, at) =>
        domain.published
          ? questionRows([place, stream.stream, question.id], domain, question, shown(at), interval)
          : [],
      );
    });
  const kept = keepCells(layout, decision, noise);
  return {
    district: (code, asked) => {
      const at = blocks.findIndex((block) => block.code === code);
      const block = blocks[at];
      return rowsOf(code, asked, (question, laid) => {
        const set = block && setOf(block, question.id);
        const statuses = set && blockStatuses[at]?.get(set.id);
        return (domain) => {
          const status = statuses?.[domain];
          if (block === undefined || set === undefined || status === undefined || status === "c") return null;
          // The bands of a sensitive question would give what everybody's row merges or withholds.
          if (question.sensitivity === "sensitive" && domain !== EVERYBODY) return null;
          return {
            ...{ status, designEffect: block.designEffect },
            base: () => kept.base(at, domain, set),
            cells: () => kept.cells(at, domain, laid, question),
          };
        };
      });
    },
    group: (code, asked) => {
      const group = groups.get(code);
      return rowsOf(code, asked, (question, laid) =>
        groupShown({ group, layout, noise, stream, kept }, question, laid),
      );
    },
  };
}

/** What the figures of a question in the domains of a group are made of. */
function groupShown(
  made: {
    readonly group: GroupDecision | undefined;
    readonly layout: CubeLayout;
    readonly noise: WaveNoise;
    readonly stream: WaveStream;
    readonly kept: KeptCells;
  },
  question: ChoiceQuestion,
  laid: LaidOutQuestion,
): (domain: number) => Shown | null {
  const { group, layout, noise, stream, kept } = made;
  const own = group?.patterns.find(({ pattern }) => pattern.questions.includes(laid));
  return (domain) => {
    const status = own?.statuses[domain];
    if (group === undefined || own === undefined || status === undefined || status === "c") return null;
    // Of a sensitive question the groups would give what a place merges or withholds, so it is shown of places alone.
    if (question.sensitivity === "sensitive") return null;
    const quality = { status, designEffect: group.designEffect };
    if (domain === EVERYBODY) {
      return {
        ...quality,
        base: () => own.blocks.reduce((sum, at) => sum + kept.base(at, EVERYBODY, kept.setOf(at, question)), 0),
        cells: () => addProtectedCells(own.blocks.map((at) => kept.cells(at, EVERYBODY, laid, question))),
      };
    }
    const { table } = own;
    if (table === null) return null;
    const peopled = own.blocks.filter((at) => kept.hasPeople(at, domain, laid));
    const [only] = peopled;
    if (only !== undefined && peopled.length === 1) {
      // The same people are one figure with one noise, whether they stand in their place or in its group.
      return {
        ...quality,
        base: () => kept.base(only, domain, kept.setOf(only, question)),
        cells: () => kept.cells(only, domain, laid, question),
      };
    }
    const place = { place: own.coordinate, stream: stream.stream, table };
    const set = { id: own.pattern.questions[0]?.id ?? "", questions: own.pattern.questions };
    return {
      ...quality,
      base: () => protectBase(noise, layout, place, domain, set),
      cells: () => protectCells(noise, layout, place, domain, laid, question),
    };
  };
}

/** The protected cells of blocks: those of everybody are kept, since every group around a block is made of them. */
interface KeptCells {
  /** The routing set of a question in a block. Throws where the block was not asked it. */
  setOf(block: number, question: ChoiceQuestion): RoutingSet;
  base(block: number, domain: number, set: RoutingSet): number;
  cells(block: number, domain: number, laid: LaidOutQuestion, question: ChoiceQuestion): ProtectedCells;
  /** Whether anybody in the base of a question is in a domain of a block. */
  hasPeople(block: number, domain: number, laid: LaidOutQuestion): boolean;
}

function keepCells(layout: CubeLayout, { stream, blocks }: StreamDecision, noise: WaveNoise): KeptCells {
  const [bases, cells] = [new Map<string, number>(), new Map<string, ProtectedCells>()];
  const kept = <Value>(known: Map<string, Value>, name: string, domain: number, make: () => Value): Value => {
    const value = domain === EVERYBODY ? known.get(name) : undefined;
    if (value !== undefined) return value;
    const made = make();
    if (domain === EVERYBODY) known.set(name, made);
    return made;
  };
  const blockAt = (at: number): Block => {
    const block = blocks[at];
    if (block === undefined) throw new Error("a block that is not there");
    return block;
  };
  const placeOf = (at: number): ProtectedPlace => {
    const { code, table } = blockAt(at);
    return { place: code, stream: stream.stream, table };
  };
  return {
    setOf(at, { id }) {
      const set = setOf(blockAt(at), id);
      if (set === undefined) throw new Error("a question that the block was not asked");
      return set;
    },
    base: (at, domain, set) =>
      kept(bases, `${at} ${set.id}`, domain, () => protectBase(noise, layout, placeOf(at), domain, set)),
    cells: (at, domain, laid, question) =>
      kept(cells, `${at} ${question.id}`, domain, () =>
        protectCells(noise, layout, placeOf(at), domain, laid, question),
      ),
    hasPeople: (at, domain, laid) => basePeople(layout, blockAt(at).table, domain, laid) > 0,
  };
}

/** The rows of a question in a domain. */
function questionRows(
  [place, stream, id]: readonly [string, Stream, string],
  { by, group }: { readonly by: string; readonly group: string },
  question: ChoiceQuestion,
  shown: Shown | null,
  interval: boolean,
): readonly CompactRow[] {
  if (shown === null || shown.status === "c") {
    return withheldFigures(question).map((figure) => rowOf(figure, null, null));
  }
  const base = publishedBase(shown.base());
  const { designEffect, status } = shown;
  const figures = shownFigures(question, shown.cells(), { base, designEffect, interval, status });
  return figures.map((figure) =>
    figure.status === "c" ? rowOf(figure, null, null) : rowOf(figure, base, designEffect),
  );

  function rowOf(figure: Figure, ownBase: number | null, ownEffect: number | null): CompactRow {
    const { answer, share, bound, low, high } = figure;
    return [place, stream, id, answer, by, group, share, bound, low, high, ownBase, ownEffect, figure.status];
  }
}
