import { afterEach, expect, it, vi } from 'vitest';
import { sha256 } from './sha256.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('gives the same hash of any bytes with the browser’s own code and without, as on a page without https', async () => {
  for (const length of [0, 1, 55, 56, 64, 1000, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) % 256);
    const own = await sha256(bytes);
    vi.stubGlobal('crypto', { getRandomValues: () => undefined });
    expect(await sha256(bytes)).toBe(own);
    expect(await sha256(bytes.buffer)).toBe(own);
    vi.unstubAllGlobals();
  }
  expect(await sha256(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
