import { expect, it } from 'vitest';
import { deferred } from './deferred.ts';
import { parseUrl } from './parse-url.ts';

it('makes a promise and what settles it, without Promise.withResolvers', async () => {
  const { promise, resolve } = deferred<number>();
  resolve(5);
  expect(await promise).toBe(5);
  const failing = deferred();
  failing.reject(new Error('no'));
  await expect(failing.promise).rejects.toThrow('no');
});

it('parses an address without URL.canParse, and gives undefined for what is not one', () => {
  expect(parseUrl('/a', 'https://shop.test')?.href).toBe('https://shop.test/a');
  expect([parseUrl('a'), parseUrl('https://')]).toEqual([undefined, undefined]);
});

it('the public entry loads in a runtime that lacks Promise.withResolvers', async () => {
  const native = Object.getOwnPropertyDescriptor(Promise, 'withResolvers');
  Reflect.deleteProperty(Promise, 'withResolvers');
  try {
    expect(await import('../index.ts')).toHaveProperty('createRecommender');
  } finally {
    if (native) Object.defineProperty(Promise, 'withResolvers', native);
  }
});
