import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cores } from './cores.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-cores-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it.each([
  ['half a core', '50000 100000\n', 1],
  ['one core and a bit', '110000 100000\n', Math.min(2, availableParallelism())],
  ['more than the machine has', '100000000 100000\n', availableParallelism()],
  ['all of it', 'max 100000\n', availableParallelism()],
  ['what nobody can read', '\n', availableParallelism()],
])('uses as many cores as a container may: %s', (_, quota, expected) => {
  writeFileSync(join(folder, 'cpu.max'), quota);
  expect(cores(join(folder, 'cpu.max'))).toBe(expected);
});

it('uses every core outside a container', () => {
  expect(cores(join(folder, 'none'))).toBe(availableParallelism());
});
