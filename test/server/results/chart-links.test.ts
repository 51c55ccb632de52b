/** Where a chart that stands alone leads to: the page of the very figures that it shows. */
import { expect, test } from "vitest";
import { en } from "../../../client/text/en.ts";
import { createDirectory } from "../../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { CompactRow, ReleaseDocument, Stream } from "../../../core/release/types.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";
import { CHART_KINDS } from "../../../server/results/charts/index.ts";
import type { Services } from "../../../server/services/types.ts";

const SHEFFIELD = "E08000039";
const LEEDS = "E08000035";
const directory = createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
const streams: readonly Stream[] = ["code", "open"];
const release = {
  ...{ id: "wave-r1", wave: "wave", revision: 1, title: { en: "Survey", cy: "Arolwg" }, demonstration: false },
  ...{ period_start: "2026-03-01", period_end: "2026-03-28", questionnaire: LGA_RESIDENT_SURVEY },
  streams: streams.map((stream) => ({ stream, mode: "online", sample_type: "quota" })),
  places: [SHEFFIELD, LEEDS].map((code) => ({
    ...{ code, name: { en: code, cy: code }, kind: "metropolitan" },
    compositions: streams.map((stream) => ({ stream, members_included: 1, members: 1, population_covered: 100 })),
  })),
} as unknown as ReleaseDocument;
const rows = [SHEFFIELD, LEEDS].flatMap((code) =>
  streams.map((stream): CompactRow => [
    ...([code, stream, "decision_body", "council", "all", "all", 60, null, null, null, 600, 1.3, ""] as const),
  ]),
);
const document = { id: release.id, document: release };
const services = {
  catalogue: { directory: async () => directory },
  published: {
    releases: async () => [document],
    everybody: async () => rows,
    rows: async (_: string, __: string, place: string) => rows.filter(([code]) => code === place),
    evidence: async () => [],
  },
} as unknown as Services;

test.each([
  ["answers", [SHEFFIELD, "decision_body"]],
  ["compare", [SHEFFIELD, "decision_body"]],
  ["trend", [SHEFFIELD, "decision_body"]],
] as const)("%s of one stream does not lead to the figures of another", async (kind, parts) => {
  for (const stream of streams) {
    const built = await CHART_KINDS.get(kind)!.build(services, en, { release, parts, query: { stream } });
    expect(new Set(built?.rows.map((row) => row.stream))).toEqual(new Set([stream]));
    expect(new URL(built!.page, "https://soundings.test").searchParams.get("stream")).toBe(stream);
  }
});
