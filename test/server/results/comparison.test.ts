/** A real place beside its neighbours, its groups and what others published: who is put beside it, and what may be said. */
import { describe, expect, test } from "vitest";
import { createDirectory } from "../../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { CompactRow, ReleaseDocument, Stream, WaveStream } from "../../../core/release/types.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "../../../server/demonstration/geography.ts";
import { EVIDENCE, type EvidenceRow } from "../../../server/reference/evidence.ts";
import { NEIGHBOURS } from "../../../server/reference/neighbours.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";
import { besideChoices, compare } from "../../../server/results/comparison.ts";
import { neighboursOf } from "../../../server/results/neighbours.ts";
import type { Published } from "../../../server/services/types.ts";

const SHEFFIELD = "E08000039";
const YORKSHIRE = "E12000003";
const NORTH_EAST = "E12000001";
const directory = createDirectory(
  [...REFERENCE_PLACES, ...DEMONSTRATION_PLACES],
  [...REFERENCE_MEMBERSHIPS, ...DEMONSTRATION_MEMBERSHIPS],
);
const sheffield = directory.by_code.get(SHEFFIELD)!;
const neighbours = (NEIGHBOURS.get(SHEFFIELD) ?? []).map(([code]) => code);

interface Made {
  readonly stream?: WaveStream;
  /** Per cent of the regions' adults in their figures. */
  readonly covered?: number;
  readonly evidence?: readonly EvidenceRow[];
}

const TELEPHONE: WaveStream = { stream: "interviewer", mode: "telephone", sample_type: "quota" };

/** A release in which Sheffield says 60 per cent, its neighbours 59 but for one with 40, its region and another 50. */
function made({ stream = TELEPHONE, covered = 90, evidence = EVIDENCE }: Made = {}) {
  const regions = [YORKSHIRE, NORTH_EAST];
  const codes = [SHEFFIELD, ...regions, ...neighbours];
  const release = {
    ...{ id: "wave-r1", wave: "wave", period_start: "2026-09-01", period_end: "2026-09-28", streams: [stream] },
    ...{ questionnaire: LGA_RESIDENT_SURVEY, demonstration: false },
    places: codes.map((code) => ({
      ...{ code, name: { en: directory.by_code.get(code)!.name, cy: "" }, kind: directory.by_code.get(code)!.kind },
      compositions: [
        regions.includes(code)
          ? { stream: stream.stream, members_included: 14, members: 15, population_covered: covered }
          : { stream: stream.stream, members_included: 1, members: 1, population_covered: 100 },
      ],
    })),
  } as unknown as ReleaseDocument;
  const row = (code: string, share: number): CompactRow => {
    const range = stream.stream === "open" ? [null, null] : [share - 4, share + 4];
    const [low = null, high = null] = range;
    return [code, stream.stream, "decision_body", "council", "all", "all", share, null, low, high, 600, 1.3, ""];
  };
  const rows = [
    row(SHEFFIELD, 60),
    ...regions.map((code) => row(code, 50)),
    ...neighbours.map((code, at) => row(code, at === 0 ? 40 : 59)),
  ];
  const published: Pick<Published, "everybody" | "evidence"> = {
    everybody: async () => rows,
    evidence: async ({ question }) => evidence.filter((one) => one.question === question),
  };
  return { release, published: published as Published };
}

function compared(how: Made, beside = "neighbours", place = sheffield) {
  const { release, published } = made(how);
  const stream: Stream = (how.stream ?? TELEPHONE).stream;
  const wanted = { question: "decision_body", answer: "council", stream, beside };
  return compare(published, directory, release, place, wanted, "en");
}

describe("a place beside others", () => {
  test("its neighbours stand in order of names, and only what is clear is called larger than chance", async () => {
    const found = (await compared({}))!;
    const names = found.others.map(({ place }) => place.name);
    expect(names).toEqual([...names].sort((first, second) => first.localeCompare(second, "en")));
    expect(names).toHaveLength(neighbours.length);
    const clear = found.others.filter(({ difference }) => difference?.largerThanChance);
    expect(clear.map(({ place, difference }) => [place.code, difference?.points])).toEqual([[neighbours[0], 20]]);
  });

  test("a group is put beside it only where it bears its name", async () => {
    expect((await compared({}))?.groups.map(({ place }) => place.code)).toEqual([YORKSHIRE]);
    expect((await compared({ covered: 79 }))?.groups).toEqual([]);
  });

  test("a figure that does not bear the name of a group is held against nothing, and nothing against it", async () => {
    const yorkshire = directory.by_code.get(YORKSHIRE)!;
    const peers = await compared({}, "peers", yorkshire);
    expect(peers?.others.map(({ place, difference }) => [place.code, difference?.points])).toEqual([[NORTH_EAST, 0]]);
    expect((await compared({ covered: 79 }, "peers", yorkshire))?.others).toEqual([]);
    const members = (await compared({ covered: 79 }, YORKSHIRE, yorkshire))!;
    expect(members.others.length).toBeGreaterThan(1);
    expect([...members.others, ...members.evidence].flatMap(({ difference }) => difference ?? [])).toEqual([]);
  });

  test("no difference is told where people chose themselves", async () => {
    const found = (await compared({ stream: { stream: "open", mode: "online", sample_type: "self-selected" } }))!;
    expect([...found.groups, ...found.others].map(({ difference }) => difference)).toEqual(
      Array.from({ length: 1 + neighbours.length }, () => null),
    );
  });

  test("the members of a group are the others of it", async () => {
    const found = (await compared({}, YORKSHIRE))!;
    const inRegion = neighbours.filter((code) => directory.by_code.get(code)?.region_code === YORKSHIRE);
    expect(found.others.map(({ place }) => place.code).sort()).toEqual([...inRegion].sort());
  });

  test("what it can be put beside are groups of the release and the councils like it", () => {
    const choices = besideChoices(directory, made().release, sheffield);
    expect(choices.map((one) => (typeof one === "string" ? one : one.code))).toEqual(["neighbours", YORKSHIRE]);
  });
});

describe("evidence beside a place", () => {
  test("is of the same mode alone: the 77 per cent of a telephone poll beside a telephone survey", async () => {
    const found = (await compared({}))!.evidence;
    expect(found.map(({ evidence }) => evidence.mode)).toEqual(found.map(() => "telephone"));
    expect(found.map(({ evidence }) => evidence.share)).toContain(77);
    expect((await compared({ stream: { ...TELEPHONE, mode: "online" } }))?.evidence).toEqual([]);
  });

  test("has a difference only where its publisher gave a base", async () => {
    const [one] = EVIDENCE.filter(({ id }) => id === "lga-2014-04-decision-body-council");
    const without = (await compared({ evidence: [{ ...one!, base: null }] }))!.evidence;
    expect(without.map(({ difference }) => difference)).toEqual([null]);
    // 60 per cent of 600 / 1.3 against 77 per cent of 1,000 / 1.5.
    const based = (await compared({ evidence: [{ ...one!, base: 1000 }] }))!.evidence;
    expect(based.map(({ difference }) => difference)).toEqual([
      { points: -17, largerThanChance: true, p: expect.any(Number) },
    ]);
  });

  test("is looked through as a whole: what is clear alone need not be among many", async () => {
    const [one] = EVIDENCE.filter(({ id }) => id === "lga-2014-04-decision-body-council");
    const poll = (at: number, share: number): EvidenceRow => ({ ...one!, id: `poll-${at}`, share, base: 1000 });
    const clear = async (evidence: readonly EvidenceRow[]): Promise<number> => {
      const found = (await compared({ evidence }))!.evidence;
      return found.filter(({ difference }) => difference?.largerThanChance).length;
    };
    expect(await clear([poll(0, 67)])).toBe(1);
    expect(await clear([poll(0, 67), ...Array.from({ length: 20 }, (_, at) => poll(at + 1, 60))])).toBe(0);
  });

  test("is not put beside what nobody said: a rehearsal has real places and invented answers", async () => {
    const rehearsal = { ...TELEPHONE, sample_type: "demonstration" } as const;
    expect((await compared({ stream: rehearsal }))?.evidence).toEqual([]);
  });
});

describe("councils that are like one", () => {
  test("real ones come from the reference, invented ones are invented and of as many tiers", () => {
    expect(neighboursOf(directory, sheffield, "2026-11-22")).toEqual(neighbours);
    for (const place of DEMONSTRATION_PLACES.filter(({ kind }) => kind === "district" || kind === "unitary")) {
      const alike = neighboursOf(directory, place, "2026-11-22").map((code) => directory.by_code.get(code)!);
      expect(alike.length).toBeGreaterThan(3);
      expect(alike.every(({ invented }) => invented === true)).toBe(true);
      expect(new Set(alike.map(({ county_code }) => county_code === undefined))).toEqual(
        new Set([place.county_code === undefined]),
      );
    }
  });

  test("groups have none", () => {
    expect(neighboursOf(directory, directory.by_code.get(YORKSHIRE)!, "2026-11-22")).toEqual([]);
  });
});
