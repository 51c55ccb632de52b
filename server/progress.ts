/** Progress of long work: a bar on a terminal, a line a step elsewhere. */
import process from "node:process";
import { Presets, SingleBar } from "cli-progress";

/** Shows how far work has come. */
export interface Progress {
  readonly show: (label: string, done: number, of: number) => void;
  readonly stop: () => void;
}

/** Progress on standard error, so that standard output stays what was asked for. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let bar: SingleBar | null = null;
  let current = "";
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    show(label, done, of) {
      if (!stream.isTTY) {
        if (done >= of && label !== current) stream.write(`${label}\n`);
        if (done >= of) current = label;
        return;
      }
      if (label !== current || bar === null) {
        stop();
        const format = `${label.padEnd(44)} {bar} {percentage}%`;
        bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
        bar.start(of, done);
        current = label;
      }
      bar.update(done);
    },
    stop,
  };
}
