import { describe, expect, it } from 'vitest';
import { seeded } from '../core/vectors/random.ts';
import type { EmbedItems } from './embed.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Progress } from './progress.ts';
import { duration, secondsLeft } from './time-left.ts';
import { fillStore } from './vectors/embed-texts.ts';
import type { VectorStore } from './vectors/vector-store.ts';

it('knows no time left before anything is done, and none when all is done', () => {
  expect(secondsLeft(3, 0, 1)).toBeUndefined();
  expect(secondsLeft(10, 0.25, 0.75)).toBe(30);
  expect(secondsLeft(10, 1, 0)).toBe(0);
});

it.each([
  [0, '0 s'],
  [0.2, '1 s'],
  [59.2, '60 s'],
  [61, '2 min'],
  [3599, '1 h 0 min'],
  [7860, '2 h 11 min'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

/** Milliseconds for a text, as measured with the default model: the attention of long texts costs more for each token. */
const timeOf = (tokens: number) => 0.1 + 0.12 * tokens + 0.0004 * tokens ** 2;
const MAX_TOKENS = 64;
const tokensOf = (text: string) => Math.min(MAX_TOKENS, text.length);

/** Embeds at no cost, and lets a clock run for as long as each chunk would take. */
function simulated(clock: { now: number }): EmbedItems {
  return (_, texts, onDone, ends = [texts.length]) => {
    const all = texts.reduce((sum, text) => sum + tokensOf(text), 0);
    let [from, done] = [0, 0];
    onDone(0, undefined, 0);
    for (const end of ends) {
      for (const text of texts.slice(from, end)) {
        clock.now += timeOf(tokensOf(text));
        done += tokensOf(text);
      }
      onDone(end, new Float32Array(end - from), done / all);
      from = end;
    }
    return Promise.resolve({ dim: 1, embeddings: new Float32Array(texts.length) });
  };
}

const empty = { has: () => false, append: () => undefined } as unknown as VectorStore;

describe.each([
  ['titles of all lengths', () => 1 + 63],
  ['a catalogue of which most texts are cut', () => 200],
  ['mostly short titles, and a few long descriptions', (random: () => number) => (random() < 0.1 ? 400 : 10)],
])('while texts are embedded: %s', (_, maxOf) => {
  const random = seeded(7);
  const texts = Array.from({ length: 4000 }, (__, i) => {
    const length = 1 + Math.floor(random() * maxOf(random));
    return String(i).padEnd(length, 'x');
  });

  it('the estimate is within a quarter of the truth, and never too short by a tenth', async () => {
    const clock = { now: 0 };
    const calls: { readonly now: number; readonly share: number }[] = [];
    const progress: Progress = {
      say: () => undefined,
      start: () => undefined,
      advance: (__, share) => calls.push({ now: clock.now, share: share! }),
      end: () => undefined,
    };
    await fillStore({} as ModelFolder, texts, empty, simulated(clock), progress);
    const shares = calls.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    for (const quarter of [0.25, 0.5, 0.75]) {
      const { now, share } = calls.find((call) => call.now >= quarter * clock.now)!;
      const truth = clock.now - now;
      const ratio = secondsLeft(now, share, 1 - share)! / truth;
      expect(ratio).toBeGreaterThan(0.9);
      expect(ratio).toBeLessThan(1.25);
    }
  });
});
