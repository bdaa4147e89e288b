import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

// A range would let another day's install build other code from the same commit.
it('names every dependency by one exact version', () => {
  const url = new URL('../../package.json', import.meta.url);
  const { dependencies, devDependencies } = JSON.parse(readFileSync(url, 'utf8')) as Package;
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(?:npm:.+@)?\d+\.\d+\.\d+$/.test(version),
  );
  expect(ranges).toEqual([]);
});
