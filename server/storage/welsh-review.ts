/** Who has reviewed the Welsh of the pages, and which edition of it: a setting of `office`. */
import * as v from "valibot";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { getSetting, updateSettingAudited } from "./settings.ts";

const NAME = "review.pages.cy";

const Review = v.object({ edition: v.string(), reviewer: v.string(), reviewed_on: v.string() });

/** A named person's review of an edition of the pages' Welsh. */
export type WelshReview = v.InferOutput<typeof Review>;

/** The last review, or null where nobody has made one. */
export async function getWelshReview(db: Database): Promise<WelshReview | null> {
  const value = await getSetting(db, NAME);
  return value === null ? null : v.parse(Review, JSON.parse(value));
}

/** Records a review in the place of the one before. */
export async function updateWelshReview(db: Database, review: WelshReview, entry: AuditEntry): Promise<void> {
  await updateSettingAudited(db, NAME, JSON.stringify(review), entry);
}
