import { SingleBar } from 'cli-progress';

/** Shows how far long work has come. */
export interface Progress {
  say(message: string): void;
  start(what: string, total: number): void;
  advance(done: number): void;
  end(): void;
}

export const silent: Progress = {
  say: () => undefined,
  start: () => undefined,
  advance: () => undefined,
  end: () => undefined,
};

const EVERY = 5000; // ms between lines if there is no terminal

/** Shows a bar on a terminal, or else a line every few seconds. Writes to stderr, so that stdout has only the result. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const say = (message: string) => stream.write(`${message}\n`);
  if (stream.isTTY) {
    let bar: SingleBar | undefined;
    return {
      say,
      start: (what, total) => {
        const format = `${what} [{bar}] {value}/{total}, {eta_formatted} left`;
        bar = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 1000 });
        bar.start(total, 0);
      },
      advance: (done) => bar?.update(done),
      end: () => bar?.stop(),
    };
  }
  let [label, of, last] = ['', 0, 0];
  return {
    say,
    start: (what, total) => {
      [label, of, last] = [what, total, Date.now()];
    },
    advance: (done) => {
      if (Date.now() - last < EVERY) return;
      last = Date.now();
      say(`${label}: ${done} of ${of}`);
    },
    end: () => say(`${label}: ${of} of ${of}`),
  };
}
