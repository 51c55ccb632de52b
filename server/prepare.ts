/** What every start of the Node server and of the command line makes sure of: schema, places, questionnaire, evidence. */
import { createHash } from "node:crypto";
import { LGA_RESIDENT_SURVEY } from "../core/questionnaire/lga.ts";
import { EVIDENCE } from "./reference/evidence.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "./reference/tables.ts";
import type { Databases } from "./storage/database.ts";
import { replaceEvidence } from "./storage/evidence.ts";
import { migrateDatabases } from "./storage/migrate-node.ts";
import { replacePlaces } from "./storage/places.ts";
import { getQuestionnaire, insertQuestionnaire } from "./storage/questionnaires.ts";
import { getSetting, updateSetting } from "./storage/settings.ts";

/** Brings an installation up to date; does nothing that is done already. */
export async function prepareInstallation(databases: Databases, migrations: string, now: () => Date): Promise<void> {
  await migrateDatabases(databases, migrations);
  const { office } = databases;
  const edition = createHash("sha256")
    .update(JSON.stringify([REFERENCE_PLACES, REFERENCE_MEMBERSHIPS, EVIDENCE]))
    .digest("hex");
  if ((await getSetting(office, "reference")) !== edition) {
    await replacePlaces(office, false, REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
    await replaceEvidence(office, EVIDENCE);
    await updateSetting(office, "reference", edition);
  }
  const { id, version } = LGA_RESIDENT_SURVEY;
  if ((await getQuestionnaire(office, id, version)) === null) {
    const entry = {
      at: now().toISOString(),
      actor: "start",
      event: "questionnaire.create",
      subject: `${id} ${version}`,
    };
    await insertQuestionnaire(office, LGA_RESIDENT_SURVEY, entry);
  }
}
