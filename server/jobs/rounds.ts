/** Work that is done again and again while a server runs. */

/** A function that does the work; whoever asks while it is under way waits for that one. */
export function onceAtATime(work: () => Promise<void>): () => Promise<void> {
  let round: Promise<void> | null = null;
  return function runOnce() {
    round ??= work().finally(() => {
      round = null;
    });
    return round;
  };
}

/** Does the work and never throws; `onFailed` is told what kind of error it was. */
export async function guarded(work: () => Promise<unknown>, onFailed: (kind: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    onFailed(kindOf(error));
  }
}

/** What kind of error it was, for a log line: a message might quote. */
export function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
