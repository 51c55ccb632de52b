/** Commands about places, questionnaires and releases. */
import { WELSH_EDITION } from "../contract/edition.ts";
import { updateWelshReview } from "../storage/welsh-review.ts";
import { searchPlaces } from "../../core/place/search-places.ts";
import { parseQuestionnaire } from "../../core/questionnaire/document.ts";
import { expectedMinutes, screenCount } from "../../core/questionnaire/minutes.ts";
import type { Scenario } from "../../core/questionnaire/types.ts";
import { buildRelease } from "../jobs/build-release.ts";
import { publishRelease } from "../jobs/publish-release.ts";
import { bundleInto } from "../jobs/release-bundle.ts";
import { auditEntry } from "../jobs/waves.ts";
import { ukDay } from "../../core/release/days.ts";
import { listAudit } from "../storage/audit.ts";
import { listReleasesOfWave, type Release } from "../storage/releases.ts";
import { getQuestionnaire, insertQuestionnaire, insertReview, listQuestionnaires } from "../storage/questionnaires.ts";
import { asInputError, attackLines } from "./attack.ts";
import {
  type Command,
  type CommandInput,
  type CommandServices,
  InputError,
  RefusedError,
  required,
  valueOf,
} from "./command.ts";
import { readJson } from "./files.ts";

const SCENARIOS: readonly Scenario[] = ["A", "B1", "B2", "C"];

/** The commands. */
export const OFFICE_COMMANDS: readonly Command[] = [
  {
    name: "places find",
    usage: "TEXT",
    summary: "Find places by name, former name or Welsh name",
    words: 1,
    options: {},
    async run({ words: [text = ""] }, { directory, print }) {
      for (const { place } of searchPlaces(directory, text, { limit: 30 })) {
        print(`${place.code}\t${place.kind}\t${place.name}`);
      }
    },
  },
  {
    name: "questionnaires list",
    usage: "",
    summary: "List the versions of questionnaires",
    words: 0,
    options: {},
    async run(_input, { databases, print }) {
      for (const { id, version, used } of await listQuestionnaires(databases.office)) {
        print(`${id}\t${version}\t${used ? "used: never changes" : "not used yet"}`);
      }
    },
  },
  {
    name: "questionnaires add",
    usage: "FILE.json",
    summary: "Check a questionnaire document and store it",
    words: 1,
    options: {},
    run: addQuestionnaire,
  },
  {
    name: "questionnaires show",
    usage: "ID VERSION",
    summary: "Print a questionnaire document, with its screens and minutes on standard error",
    words: 2,
    options: {},
    async run({ words: [id = "", version = ""] }, services) {
      const document = await getQuestionnaire(services.databases.office, id, readVersion(version));
      if (document === null) throw new RefusedError("There is no such questionnaire version.");
      for (const scenario of SCENARIOS) {
        const minutes = expectedMinutes(document, scenario).toFixed(1);
        console.error(`${scenario}: ${screenCount(document, scenario)} screens, ${minutes} minutes`);
      }
      services.print(JSON.stringify(document, null, 2));
    },
  },
  {
    name: "pages review",
    usage: "--language cy --reviewer NAME",
    summary: "Record that a named person has reviewed the Welsh of the pages, as it is in this version",
    words: 0,
    options: { language: { type: "string" }, reviewer: { type: "string" } },
    async run(input, services) {
      const reviewer = reviewerOf(input);
      const review = { edition: WELSH_EDITION, reviewer, reviewed_on: ukDay(services.now()) };
      const entry = auditEntry(services, "pages.review", "cy", `edition ${WELSH_EDITION}`);
      await updateWelshReview(services.databases.office, review, entry);
      services.print("Recorded.");
    },
  },
  {
    name: "questionnaires review",
    usage: "ID VERSION --language cy --reviewer NAME",
    summary: "Record that a named person has reviewed a language of a version",
    words: 2,
    options: { language: { type: "string" }, reviewer: { type: "string" } },
    async run(input, services) {
      const [id = "", word = ""] = input.words;
      const version = readVersion(word);
      const reviewer = reviewerOf(input);
      if ((await getQuestionnaire(services.databases.office, id, version)) === null) {
        throw new RefusedError("There is no such questionnaire version.");
      }
      const review = { language: "cy", reviewer, reviewed_on: ukDay(services.now()) } as const;
      const entry = auditEntry(services, "questionnaire.review", `${id} ${version}`);
      await insertReview(services.databases.office, id, version, review, entry);
      services.print("Recorded.");
    },
  },
  {
    name: "audit list",
    usage: "",
    summary: "List what staff did, oldest first",
    words: 0,
    options: {},
    async run(_input, { databases, print }) {
      for (const { at, actor, event, subject, detail } of await listAudit(databases.office)) {
        print([at, actor, event, subject, detail].join("\t"));
      }
    },
  },
  {
    name: "release build",
    usage: "WAVE [--correction TEXT] [--correction-cy TEXT] [--bundle FOLDER]",
    summary: "Build the release of a sealed wave and attack it; with a reason, a revision of one that is out",
    words: 1,
    options: { correction: { type: "string" }, "correction-cy": { type: "string" }, bundle: { type: "string" } },
    run: runBuild,
  },
  {
    name: "release audit",
    usage: "WAVE",
    summary: "Show the audit record of every revision: what is withheld, and what the attacks came to",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, { databases, print }) {
      const releases = await listReleasesOfWave(databases.office, id);
      if (releases.length === 0) throw new RefusedError("That wave has no release.");
      for (const { id: release, state, publishedAt, publishAt, sha256, audit } of releases) {
        print(`${release}\t${state}\t${publishedAt ?? publishAt ?? "no moment yet"}\tSHA-256 ${sha256}`);
        for (const line of auditLines(audit)) print(line);
      }
    },
  },
  {
    name: "release publish",
    usage: "WAVE",
    summary: "Approve a built release; it becomes public at half past nine on the day of results",
    words: 1,
    options: {},
    async run({ words: [id = ""] }, services) {
      const { release, publishAt, published } = valueOf(await publishRelease(services, id));
      services.print(published ? `Published: ${release}` : `Approved: ${release}. It becomes public at ${publishAt}.`);
    },
  },
];

function auditLines({ rules_edition, streams = [], attacks = [] }: Release["audit"]): readonly string[] {
  const lines = streams.map(({ stream, ...counts }) => {
    const { blocks, left_over, block_domains, block_domains_withheld, group_domains, group_domains_withheld } = counts;
    const joined = blocks.filter((code) => code.includes("+")).length;
    return [
      `rules ${rules_edition}`,
      stream,
      `${blocks.length} blocks, ${joined} of them joined; ${left_over} places in no figure`,
      `${block_domains_withheld} of ${block_domains} domains of places withheld`,
      `${group_domains_withheld} of ${group_domains} of groups`,
    ].join("\t");
  });
  return [...lines, ...attackLines(attacks)];
}

async function runBuild(input: CommandInput, services: CommandServices): Promise<void> {
  const [id = ""] = input.words;
  const onPlace = (done: number, of: number): void => services.progress("Counting", done, of);
  const reason = input.text("correction");
  const correction = reason === undefined ? null : { en: reason, cy: input.text("correction-cy") ?? reason };
  const onAttacks = (): void => services.progress("Attacking", 0, 1);
  const onBuilt = bundleInto(input.text("bundle"));
  const { release, audit } = valueOf(
    await buildRelease({ ...services, onPlace, onAttacks, onBuilt }, id, correction).catch(asInputError),
  );
  services.progress("Attacking", 1, 1);
  for (const line of attackLines(audit.attacks)) services.print(line);
  if (!audit.passed) {
    throw new RefusedError(
      `Built: ${release}. It cannot be published: an attack on it succeeded (release.attack_succeeded)`,
    );
  }
  services.print(`Built: ${release}. Every attack on it failed. Look at it, then: release publish ${id}`);
}

function readVersion(word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new InputError("VERSION is a whole number, e.g. 1");
  return Number(word);
}

async function addQuestionnaire(
  { words: [file = ""] }: { words: readonly string[] },
  services: CommandServices,
): Promise<void> {
  const parsed = parseQuestionnaire(await readJson(file));
  if (!parsed.ok) {
    throw new InputError(parsed.problems.map(({ path, message }) => `${file}: ${path}: ${message}`).join("\n"));
  }
  const { id, version } = parsed.questionnaire;
  const entry = auditEntry(services, "questionnaire.create", `${id} ${version}`);
  if (!(await insertQuestionnaire(services.databases.office, parsed.questionnaire, entry))) {
    throw new RefusedError("A wave has used that version, so it never changes. Give the document the next version.");
  }
  services.print(`Stored: ${id} ${version}`);
}

/** Who has reviewed a language; only Welsh is reviewed. */
function reviewerOf(input: CommandInput): string {
  if (required(input, "language") !== "cy") throw new InputError("--language is cy: English needs no review");
  const reviewer = required(input, "reviewer").trim();
  if (reviewer.length < 3) throw new InputError("--reviewer is the name of a person");
  return reviewer;
}
