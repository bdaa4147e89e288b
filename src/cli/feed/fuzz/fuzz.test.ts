import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

/** Files; `VITRINE_FUZZ=10000` damages more of them, as does `npm run fuzz`. */
const FILES = Number(process.env['VITRINE_FUZZ'] ?? 1000);

it('damaged feeds of all formats neither crash, hang, name wrong lines nor mix products', async () => {
  const { faults, read, refused } = await fuzz(FILES, 1);
  expect(faults).toEqual([]);
  expect(read + refused).toBe(FILES);
  // Damage that no file survives, or that none feels, would test nothing.
  expect(read).toBeGreaterThan(FILES / 5);
  expect(refused).toBeGreaterThan(FILES / 50);
}, 600_000);
