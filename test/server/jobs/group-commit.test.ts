import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { createGroupCommit } from "../../../server/services/group-commit.ts";

/** A commit that a test finishes by hand, one group after the other. */
function createHeldCommit() {
  const groups: {
    readonly items: readonly number[];
    finish: (results: readonly string[]) => void;
    fail: (error: Error) => void;
  }[] = [];
  let arrived = (): void => undefined;
  return {
    groups,
    commit: (items: readonly number[]) =>
      new Promise<readonly string[]>((finish, fail) => {
        groups.push({ items, finish, fail });
        arrived();
      }),
    /** Resolves when this many groups have been handed over. */
    async handedOver(count: number): Promise<void> {
      while (groups.length < count) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
  };
}

describe("a group commit", () => {
  test("acknowledges nothing before its own commit is through", async () => {
    const held = createHeldCommit();
    const commit = createGroupCommit(held.commit, 10);
    const acknowledged: string[] = [];
    const all = [1, 2].map(async (item) => acknowledged.push(await commit(item)));
    await held.handedOver(1);
    const late = commit(3).then((result) => acknowledged.push(result));
    await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toEqual([]);
    held.groups[0]?.finish(["one", "two"]);
    await Promise.all(all);
    await held.handedOver(2);
    expect(acknowledged).toEqual(["one", "two"]);
    expect(held.groups.map(({ items }) => items)).toEqual([[1, 2], [3]]);
    held.groups[1]?.finish(["three"]);
    await late;
    expect(acknowledged).toEqual(["one", "two", "three"]);
  });

  test("tells every member of a group that failed, and nobody else", async () => {
    const held = createHeldCommit();
    const commit = createGroupCommit(held.commit, 2);
    const all = Promise.allSettled([1, 2, 3].map(commit));
    await held.handedOver(1);
    held.groups[0]?.fail(new Error("disk full"));
    await held.handedOver(2);
    held.groups[1]?.finish(["three"]);
    const outcomes = await all;
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
    const next = commit(4);
    await held.handedOver(3);
    held.groups[2]?.finish(["four"]);
    expect(await next).toBe("four");
  });

  test("fails an item whose result is missing instead of waiting for ever", async () => {
    const commit = createGroupCommit(async (items: readonly number[]) => items.slice(1).map(String), 10);
    const outcomes = await Promise.allSettled([1, 2, 3].map(commit));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  });

  propertyTest.prop([
    fc.array(fc.record({ item: fc.nat(), turns: fc.nat({ max: 3 }) }), { maxLength: 60 }),
    fc.integer({ min: 1, max: 7 }),
    fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  ])("never mixes results up, however requests and failures fall", async (requests, most, failures) => {
    let committed = 0;
    const sizes: number[] = [];
    const commit = createGroupCommit(async (items: readonly number[]) => {
      sizes.push(items.length);
      await new Promise((resolve) => setImmediate(resolve));
      if (failures[committed++ % failures.length] === true) throw new Error(`refused ${items.join()}`);
      return items.map((item) => `stored ${item}`);
    }, most);
    const outcomes = await Promise.all(
      requests.map(async ({ item, turns }) => {
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return commit(item).catch((error: unknown) => (error instanceof Error ? error.message : "no error"));
      }),
    );
    for (const [index, outcome] of outcomes.entries()) {
      const item = requests[index]?.item;
      if (outcome.startsWith("stored")) expect(outcome).toBe(`stored ${item}`);
      else expect(outcome.slice("refused ".length).split(",")).toContain(String(item));
    }
    expect(sizes.reduce((total, size) => total + size, 0)).toBe(requests.length);
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(most);
  });
});
