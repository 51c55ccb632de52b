/** The mover's round: every wave that collects, again and again while a server runs. */
import { listWaves } from "../storage/waves.ts";
import { type MoveServices, moveWave } from "./move.ts";
import { guarded, onceAtATime } from "./rounds.ts";

/**
 * A function that moves what waits in every wave. A wave that fails keeps no other from being moved, and whoever asks
 * while a round is under way waits for that one. `onFailed` is told what kind of error it was; a message might quote.
 */
export function createMoveAll(services: MoveServices, onFailed: (kind: string) => void): () => Promise<void> {
  function moveAll(): Promise<void> {
    return guarded(async () => {
      for (const { id, state } of await listWaves(services.databases.office)) {
        if (state === "open" || state === "closed") await guarded(() => moveWave(services, id), onFailed);
      }
    }, onFailed);
  }

  return onceAtATime(moveAll);
}
