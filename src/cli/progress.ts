import { SingleBar } from 'cli-progress';
import { duration, secondsLeft } from './time-left.ts';

/** Shows how far long work has come. */
export interface Progress {
  say(message: string): void;
  start(what: string, total: number): void;
  /**
   * @param share How much of the work is done, in [0, 1], if some parts take longer than others. Default: `done / total`. The
   *   time that is left is estimated from it, and counted from the first call.
   */
  advance(done: number, share?: number): void;
  end(): void;
}

export const silent: Progress = {
  say: () => undefined,
  start: () => undefined,
  advance: () => undefined,
  end: () => undefined,
};

const EVERY = 5000; // ms between lines if there is no terminal

/**
 * Shows a bar on a terminal, or else a line every few seconds. Writes to stderr, so that stdout has only the result.
 *
 * @param now Milliseconds.
 */
export function createProgress(stream: NodeJS.WriteStream = process.stderr, now = Date.now): Progress {
  const say = (message: string) => stream.write(`${message}\n`);
  const show = stream.isTTY ? barOn(stream) : linesOn(say, now);
  let total = 0;
  let first: { readonly at: number; readonly share: number } | undefined;
  return {
    say,
    start: (what, all) => {
      [total, first] = [all, undefined];
      show.start(what, all);
    },
    advance: (done, share = done / total) => {
      first ??= { at: now(), share };
      const left = secondsLeft((now() - first.at) / 1000, share - first.share, 1 - share);
      show.advance(done, left === undefined ? '' : `, about ${duration(left)} left`);
    },
    end: () => {
      show.end();
    },
  };
}

/** Shows a count, and what is known of the time. */
interface Display {
  start(what: string, total: number): void;
  advance(done: number, left: string): void;
  end(): void;
}

function barOn(stream: NodeJS.WriteStream): Display {
  let bar: SingleBar | undefined;
  return {
    start: (what, total) => {
      bar = new SingleBar({ format: `${what} [{bar}] {value}/{total}{left}`, stream, hideCursor: true });
      bar.start(total, 0, { left: '' });
    },
    advance: (done, left) => bar?.update(done, { left }),
    end: () => bar?.stop(),
  };
}

function linesOn(say: (line: string) => void, now: () => number): Display {
  let [what, of, last] = ['', 0, 0];
  return {
    start: (label, total) => {
      [what, of, last] = [label, total, now()];
    },
    advance: (done, left) => {
      if (now() - last < EVERY) return;
      last = now();
      say(`${what}: ${done} of ${of}${left}`);
    },
    end: () => {
      say(`${what}: ${of} of ${of}`);
    },
  };
}
