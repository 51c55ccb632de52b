/**
 * What tests run in processes of their own, to start them at once, to count their system calls, or to kill them:
 * `start` migrates; `commits` makes a number of group commits; `burst` takes responses and says which it acknowledged.
 */
import { writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createGroupCommit } from "../../server/services/group-commit.ts";
import { insertSpoolEntries, openGate, type SpoolEntry } from "../../server/storage/intake.ts";
import { migrateDatabases } from "../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../server/storage/open-node.ts";
import { responsesIdentity } from "../../server/storage/responses.ts";
import { getSetting } from "../../server/storage/settings.ts";
import { createInstallation, MIGRATIONS, SINGLE_TIER } from "./installation.ts";
import { createRandom } from "./random.ts";
import { createResident } from "./residents.ts";

const AT_ONCE = 16;
const MOVED_EVERY = 3;

/** Says that it stands ready, and waits for a byte of input. */
async function waitForStart(): Promise<void> {
  say("ready");
  await new Promise((resolve) => process.stdin.once("data", resolve));
  process.stdin.unref();
}

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

/** A first start: opens and migrates, then prints the name of the responses database as both databases have it. */
async function start(folder: string): Promise<void> {
  await waitForStart();
  const databases = await openDatabases({ kind: "files", folder: join(folder, "data") });
  await migrateDatabases(databases, MIGRATIONS);
  say(`${await responsesIdentity(databases.responses)} ${await getSetting(databases.office, "responses_database")}`);
  closeDatabases(databases);
}

/** Commits one entry after the other, each acknowledged before the next. */
async function commits(folder: string, count: string): Promise<void> {
  const { intake, ...others } = await openDatabases({ kind: "files", folder: join(folder, "data") });
  await openGate(intake, "wave");
  const commit = createGroupCommit((entries: readonly SpoolEntry[]) => insertSpoolEntries(intake, entries), 64);
  const random = createRandom("commits");
  for (let done = 0; done < Number(count); done += 1) {
    const entry = { wave: "wave", place: SINGLE_TIER, slot: random(32), sealed: random(600) };
    say(await commit({ ...entry, nullifier: random(32) }));
  }
  closeDatabases({ intake, ...others });
}

/** Takes responses of a wave, several at once, moves now and then, and prints the number of each that was acknowledged. */
async function burst(folder: string, wave: string, round: string, count: string): Promise<void> {
  const installation = await createInstallation({ kind: "files" }, { folder });
  await waitForStart();
  for (let first = 0, group = 1; first < Number(count); first += AT_ONCE, group += 1) {
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => first + index);
    const moving = group % MOVED_EVERY === 0 ? installation.move(wave) : Promise.resolve(0);
    await Promise.all(
      numbers.map(async (number) => {
        const { submission } = createResident(wave, SINGLE_TIER, `${round} ${number}`);
        if ((await installation.accept(submission)).ok) say(String(number));
      }),
    );
    await moving;
  }
  await installation.dispose();
}

const [what, ...args] = process.argv.slice(2);
const [folder = "", second = "", third = "", fourth = ""] = args;
if (what === "start") await start(folder);
else if (what === "commits") await commits(folder, second);
else if (what === "burst") await burst(folder, second, third, fourth);
else throw new Error("say what to do: start, commits or burst");
