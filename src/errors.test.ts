import { afterEach, expect, it, vi } from 'vitest';
import { arrived } from './errors.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('asks once more for a script that did not arrive', async () => {
  vi.useFakeTimers();
  const load = vi
    .fn()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockResolvedValueOnce('script');
  const loading = arrived(load);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await loading).toBe('script');
});

it.each([
  'Failed to fetch dynamically imported module: http://shop.test/a.js',
  // Firefox names another script than the one to load: one that it imports.
  'error loading dynamically imported module: http://shop.test/b.js',
])('refuses with a code if it does not arrive again: %s', async (message) => {
  vi.useFakeTimers();
  const load = vi.fn(() => Promise.reject(new TypeError(message)));
  const refused = expect(arrived(load)).rejects.toMatchObject({ code: 'script-load' });
  await vi.advanceTimersByTimeAsync(1000);
  await refused;
  expect(load).toHaveBeenCalledTimes(2);
});
