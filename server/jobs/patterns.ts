/**
 * Suspicion that answers show by themselves (R23): how many responses of a place give one answer down every grid, counted
 * at the seal and kept as a band. Nothing is written to a response, and none is left out for it.
 */
import { unpackAnswers } from "../../core/questionnaire/answers.ts";
import { gridsOf, hasSameAnswers } from "../../core/questionnaire/same-answers.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import { type Databases, inPages } from "../storage/database.ts";
import { listPatternBands, type PatternBand, replacePatternBands } from "../storage/patterns.ts";
import { questionnaireOf } from "../storage/questionnaires.ts";
import { listCountedColumns } from "../storage/responses.ts";
import { isEnded } from "../storage/retention.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import { fieldworkBand } from "./fieldwork.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/** What the seal counted of a wave: a band for each of its places, or nothing, where there is no grid to count in. */
export type Patterns =
  | { readonly kind: "no_grid" }
  | { readonly kind: "bands"; readonly bands: readonly PatternBand[] };

const PAGE_ROWS = 2000;

/** Counts the responses of a wave and keeps the bands. Called again, it ends the same. */
export async function countPatterns(databases: Databases, wave: Wave): Promise<void> {
  const questionnaire = await questionnaireOf(databases.office, wave);
  const grids = gridsOf(questionnaire);
  if (grids.length === 0) return;
  const bands: PatternBand[] = [];
  for (const { place } of wave.places) {
    const suspicious = await countSuspicious(databases, questionnaire, grids, wave.id, place);
    bands.push({ place, band: fieldworkBand(suspicious) });
  }
  await replacePatternBands(databases.office, wave.id, bands);
}

/**
 * The bands of a sealed wave. Refuses a wave that is not sealed, one that was sealed before there was this count, and one
 * whose responses have been deleted.
 */
export async function readPatterns(databases: Databases, id: string): Promise<JobResult<Patterns>> {
  const { office } = databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state !== "sealed" && wave.state !== "released") {
    return refuse("wave.not_sealed", "Patterns are counted by the seal: close the wave, then seal it.");
  }
  if (gridsOf(await questionnaireOf(office, wave)).length === 0) return { ok: true, value: { kind: "no_grid" } };
  if (await isEnded(office, id, "responses")) {
    return refuse("wave.ended", "The wave's responses have been deleted, and the bands with them.");
  }
  const bands = await listPatternBands(office, id);
  if (bands.length === 0) {
    return refuse("patterns.not_counted", "The wave was sealed by a version of Soundings that did not count patterns.");
  }
  return { ok: true, value: { kind: "bands", bands } };
}

/** Page by page: answers are held no longer than their page. */
async function countSuspicious(
  { responses }: Databases,
  questionnaire: Questionnaire,
  grids: ReturnType<typeof gridsOf>,
  wave: string,
  place: string,
): Promise<number> {
  let suspicious = 0;
  const pages = inPages(PAGE_ROWS, (after, most) => listCountedColumns(responses, wave, place, after, most));
  for await (const page of pages) {
    suspicious += page.filter(({ answers }) => hasSameAnswers(grids, unpackAnswers(questionnaire, answers))).length;
  }
  return suspicious;
}
