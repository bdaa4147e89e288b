import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

function started(isTTY: boolean) {
  const written: string[] = [];
  const clock = { now: 0 };
  const stream = {
    isTTY,
    columns: 120,
    write: (text: string) => written.push(text),
    once: () => undefined,
    removeListener: () => undefined,
    on: () => undefined,
  } as unknown as NodeJS.WriteStream;
  const progress = createProgress(stream, () => clock.now);
  progress.start('Embedding', 400);
  return { written, clock, progress };
}

it('writes a line every few seconds without a terminal, with the time that is left by the share of the work', () => {
  const { written, clock, progress } = started(false);
  clock.now = 2000; // the model is loaded
  progress.advance(0, 0);
  clock.now = 8000;
  progress.advance(100, 0.5);
  clock.now = 9000;
  progress.advance(200, 0.6);
  clock.now = 14_000;
  progress.advance(300, 0.8);
  progress.end();
  expect(written).toEqual([
    'Embedding: 100 of 400, about 6 s left\n',
    'Embedding: 300 of 400, about 3 s left\n',
    'Embedding: 400 of 400\n',
  ]);
});

it('takes the count as the share if there is no share', () => {
  const { written, clock, progress } = started(false);
  progress.advance(0);
  clock.now = 60_000;
  progress.advance(100);
  expect(written).toEqual(['Embedding: 100 of 400, about 3 min left\n']);
});

it('shows a bar on a terminal', () => {
  const { written, clock, progress } = started(true);
  progress.advance(0, 0);
  clock.now = 10_000;
  progress.advance(100, 0.5);
  progress.end();
  expect(written.join('')).toMatch(/Embedding \[.*\] 100\/400, about 10 s left/);
});
