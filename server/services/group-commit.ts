/**
 * Group commit: whatever arrives while a commit is under way shares the next one. On Node a libSQL file commits
 * synchronously, so requests gather by themselves; each caller hears back only after its own commit.
 */

/** Commits items together, in order; the result of each stands at its index. */
export type Commit<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/** A function that commits one item, together with its contemporaries. At most `most` share a commit. */
export function createGroupCommit<Item, Result>(
  commit: Commit<Item, Result>,
  most: number,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Let whatever the event loop holds join first.
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await commitGroup(group);
    }
    running = false;
  }

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await commit(group.map(({ item }) => item));
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error("a group commit answered for fewer items than it was given"));
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return function commitOne(item) {
    return new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void run();
    });
  };
}
