/** Places and memberships, in `office`. */
import type { Membership, Place } from "../../core/place/types.ts";
import { membership, place } from "../../drizzle/schema/office.ts";
import { type Database, inParts, statement, writeBatch } from "./database.ts";

const ROWS_PER_STATEMENT = 100;

/** Every place and membership. Some hundreds of places: callers keep them as a directory. */
export async function listPlaces(db: Database): Promise<{ places: Place[]; memberships: Membership[] }> {
  const places = await db.select({ document: place.document }).from(place);
  const memberships = await db.select().from(membership);
  return {
    places: places.map((row) => JSON.parse(row.document) as Place),
    memberships: memberships.map((row) => ({
      member: row.member,
      group: row.group,
      ...(row.validFrom === "" ? {} : { valid_from: row.validFrom }),
      ...(row.validTo === "" ? {} : { valid_to: row.validTo }),
      role: row.role,
    })),
  };
}

/** Replaces the real places (or the invented ones) and all their memberships by these, in one transaction. */
export async function replacePlaces(
  db: Database,
  invented: boolean,
  places: readonly Place[],
  memberships: readonly Membership[],
): Promise<void> {
  const flag = invented ? 1 : 0;
  const placeRows = places.map((one) => ({
    code: one.code,
    kind: one.kind,
    invented: flag,
    document: JSON.stringify(one),
  }));
  const membershipRows = memberships.map((one) => ({
    member: one.member,
    group: one.group,
    validFrom: one.valid_from ?? "",
    validTo: one.valid_to ?? "",
    role: one.role,
  }));
  await writeBatch(db, [
    {
      sql: "DELETE FROM membership WHERE member IN (SELECT code FROM place WHERE invented = ?)",
      args: [flag],
    },
    { sql: "DELETE FROM place WHERE invented = ?", args: [flag] },
    ...inParts(placeRows, ROWS_PER_STATEMENT).map((part) => statement(db.insert(place).values(part))),
    ...inParts(membershipRows, ROWS_PER_STATEMENT).map((part) => statement(db.insert(membership).values(part))),
  ]);
}
