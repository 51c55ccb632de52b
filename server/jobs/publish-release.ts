/** Publication: a release is approved by command, and becomes public at its announced moment (R2). */
import { isWithstood } from "../../core/attack/types.ts";
import { daysAfter, ukDay, ukMoment, weekdayFrom } from "../../core/release/days.ts";
import type { Databases } from "../storage/database.ts";
import {
  listDueReleases,
  listReleasesOfWave,
  type Release,
  updateReleaseApproved,
  updateReleasePublished,
} from "../storage/releases.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import type { CubeStore } from "./release-cubes.ts";
import { guarded } from "./rounds.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/** What publishing works with. */
export interface PublishServices {
  readonly databases: Pick<Databases, "office">;
  readonly now: () => Date;
  readonly actor: string;
}

/** The announced moment of a release, and whether it has come. */
export interface Publication {
  readonly release: string;
  /** ISO 8601, UTC. */
  readonly publishAt: string;
  readonly published: boolean;
}

const ANNOUNCED_TIME = "09:30";

/**
 * Approves the newest draft of a wave. It becomes public at half past nine on the wave's day of results, or, where that
 * has passed, on the next weekday; the demonstration's at once. Refused where an attack on it succeeded, and where it is
 * built anew meanwhile. Whatever it answers for the draft, revisions that are approved keep their moment.
 */
export async function publishRelease(
  services: PublishServices & { readonly cubes: Pick<CubeStore, "keepDraft"> },
  id: string,
): Promise<JobResult<Publication>> {
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  const releases = await listReleasesOfWave(office, id);
  const release = releases.at(-1);
  if (release === undefined) return refuse("release.unknown", "Build the release first.");
  if (release.state === "published") return publication(release);
  if (release.state === "draft") {
    const refused = await approve(services, wave, release);
    if (refused !== null) return refused.ok ? refused : { ...refused, detail: refused.detail + keptMoment(releases) };
  }
  await publishDue(services);
  const after = (await listReleasesOfWave(office, id)).find((one) => one.id === release.id);
  return publication(after ?? release);
}

async function approve(
  services: PublishServices & { readonly cubes: Pick<CubeStore, "keepDraft"> },
  wave: Wave,
  draft: Release,
): Promise<JobResult<never> | null> {
  const { office } = services.databases;
  if (!wave.demonstration && wave.streams.some(({ sample_type }) => sample_type === "demonstration")) {
    return refuse("release.rehearsal", "A rehearsal has invented answers in real places: it is never published.");
  }
  const refused = attackRefusal(draft);
  if (refused !== null) return refused;
  const now = services.now();
  const moment = wave.demonstration ? now.toISOString() : announcedMoment(wave, now);
  const entry = { at: now.toISOString(), actor: services.actor, event: "release.approve", subject: draft.id };
  // A stop between these two leaves a draft whose cubes are kept: the same call again ends the same.
  if (!(await services.cubes.keepDraft(wave.id, draft.revision, draft.sha256))) {
    return refuse(
      "release.no_cubes",
      `Not published: the counts that ${draft.id} was made of are not in DATA_DIR/cubes of this machine, or are another build's. Build it again, and look at it again.`,
    );
  }
  await updateReleaseApproved(office, draft, moment, entry);
  // Read again rather than counted in rows: an approval whose answer was lost is repeated, and then changes none.
  const after = (await listReleasesOfWave(office, wave.id)).find(({ id }) => id === draft.id);
  if (after !== undefined && after.state !== "draft" && after.sha256 === draft.sha256) return null;
  return refuse("release.changed", `Not published: ${draft.id} was built anew meanwhile. Look at it again.`);
}

/** What a refusal for a draft says of revisions that are approved and not public yet. */
function keptMoment(releases: readonly Release[]): string {
  const approved = releases.filter(({ state }) => state === "approved");
  return approved
    .map(({ id, publishAt }) => ` ${id} becomes public at ${publishAt ?? "its moment"} all the same.`)
    .join("");
}

/** Makes public what is approved and due. Run every minute, by whatever runtime serves. Can be repeated. */
export async function publishDue({ databases, now, actor }: PublishServices): Promise<void> {
  const at = now().toISOString();
  for (const { id, wave } of await listDueReleases(databases.office, at)) {
    await updateReleasePublished(databases.office, { id, wave }, { at, actor });
  }
}

/** A round of `publishDue` for a timer: it never throws, and `onFailed` is told what kind of error it was. */
export function createPublishRound(
  services: Pick<PublishServices, "databases" | "now">,
  onFailed: (kind: string) => void,
): () => Promise<void> {
  return async function publishRound() {
    await guarded(() => publishDue({ ...services, actor: "announced moment" }), onFailed);
  };
}

function attackRefusal({ id, audit }: Release): JobResult<never> | null {
  if (audit.passed === true) return null;
  const fell = (audit.attacks ?? []).filter((attack) => !isWithstood(attack));
  if (fell.length === 0) {
    return refuse("release.not_attacked", `Not published: no attack on ${id} was recorded. Build the release again.`);
  }
  const rows = fell.map(({ attack, rows: names }) => `${attack}: ${names.slice(0, ROWS_NAMED).join("; ")}`);
  return refuse(
    "release.attack_succeeded",
    `Not published: somebody could be found in ${id}. ${rows.join(". ")}. \`release build\` says more; nothing was made public.`,
  );
}

const ROWS_NAMED = 3;

function publication({ id, publishAt, publishedAt, state }: Release): JobResult<Publication> {
  const moment = publishedAt ?? publishAt ?? "";
  return { ok: true, value: { release: id, publishAt: moment, published: state === "published" } };
}

/**
 * Half past nine on the day of results, or on the first weekday after it. Where that is over, on the next weekday from
 * tomorrow on: a moment that nobody knew of must not come within minutes.
 */
function announcedMoment(wave: Wave, now: Date): string {
  const announced = nextMoment(wave.resultsOn);
  const moment = announced.getTime() < now.getTime() ? nextMoment(daysAfter(ukDay(now), 1)) : announced;
  return moment.toISOString();
}

function nextMoment(from: string): Date {
  return ukMoment(weekdayFrom(from), ANNOUNCED_TIME);
}
