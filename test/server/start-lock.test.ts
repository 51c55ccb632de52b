import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withStartLock } from "../../server/start-lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-start-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("of several starts at once, one works at a time, and a failed one frees the lock", async () => {
  let inside = 0;
  const start = (fails: boolean): Promise<number> =>
    withStartLock(folder, async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      inside -= 1;
      if (fails) throw new Error("this start failed");
      return inside;
    });
  const ends = await Promise.allSettled([start(false), start(true), start(false), start(false)]);
  expect(ends.map((end) => end.status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(ends[1]).toMatchObject({ reason: { message: "this start failed" } });
});

test("a start in another folder does not wait", async () => {
  const other = withStartLock(join(folder, "other"), async () => "other");
  await withStartLock(join(folder, "one"), async () => expect(await other).toBe("other"));
});
