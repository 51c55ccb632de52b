/** Drafts on a device: each under its own id, for a day, and gone where they are to be gone. */
import { expect, test } from "vitest";
import { sweepDrafts } from "../../../client/models/draft-sweep.ts";
import { createDrafts, type Drafts } from "../../../client/models/drafts.ts";
import type { Draft } from "../../../client/models/survey-model.ts";
import { NOTHING_YET } from "../../../core/questionnaire/steps.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Storage as browsers have it: its names are members of it. */
function createStorage(): Storage {
  const storage = {
    getItem: (name: string) => (Object.hasOwn(storage, name) ? String(Reflect.get(storage, name)) : null),
    setItem: (name: string, value: string) => void Reflect.set(storage, name, value),
    removeItem: (name: string) => void Reflect.deleteProperty(storage, name),
  };
  for (const name of Object.keys(storage)) Object.defineProperty(storage, name, { enumerable: false });
  return storage as unknown as Storage;
}

/** The drafts of one version of one survey. */
function draftsIn(storage: Storage, now: () => number, version = "q 1"): Drafts {
  return createDrafts(() => storage, "wave place", version, now);
}

function draft(id: string): Draft {
  return { progress: { ...NOTHING_YET, answers: { used: [id] } }, arm: 0, id, form: "form", coded: false };
}

test("two people of one household keep two drafts, and each removes their own", () => {
  const storage = createStorage();
  let now = 0;
  const drafts = draftsIn(storage, () => now);
  drafts.save(draft("first"));
  now = 1000;
  drafts.save(draft("second"));
  expect(drafts.read()?.id).toBe("second");
  drafts.remove("second");
  expect(drafts.read()).toEqual(draft("first"));
  drafts.remove();
  expect(Object.keys(storage)).toEqual([]);
});

test("a draft is kept for a day from its last change, and swept then by whatever script of ours runs", () => {
  const storage = createStorage();
  let now = 0;
  const drafts = draftsIn(storage, () => now);
  drafts.save(draft("a"));
  now = DAY_MS / 2;
  drafts.save(draft("a"));
  sweepDrafts(storage, DAY_MS);
  expect(drafts.read()?.id).toBe("a");
  storage.setItem("soundings broken", "{");
  storage.setItem("of another site", "x");
  sweepDrafts(storage, DAY_MS * 2);
  expect(Object.keys(storage)).toEqual(["of another site"]);
});

test("a draft of other questions is none, and a browser that keeps nothing says so", () => {
  const storage = createStorage();
  const drafts = (version: string) => draftsIn(storage, () => 0, version);
  drafts("q 1").save(draft("a"));
  expect(drafts("q 2").read()).toBeNull();
  const refused = createDrafts(
    () => {
      throw new Error("storage is switched off");
    },
    "wave place",
    "q 1",
    () => 0,
  );
  expect([refused.save(draft("a")), refused.read()]).toEqual([false, null]);
  refused.remove();
});
