/** Values that no reader of outside data may trust. */
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { soaking, tellSoak } from './soak.ts';
import { VitrineError } from '../errors.ts';

export const RUNS = soaking ? 5000 : 200;
let tried = 0;
const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype] as const;
const keysOf = (one: object) => Reflect.ownKeys(one).map(String);
const before = prototypes.map(keysOf);

/** Tells the soak, after the last test of a file, how often `tryIt` ran. */
export function tellTried(what: string): void {
  afterAll(() => {
    tellSoak({ what, rounds: tried, faults: tried, wrong: 0 });
  });
}

/** Runs a reader. It may return anything or throw a coded error, but must not change any prototype. */
export async function tryIt(read: () => unknown): Promise<void> {
  tried++;
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(VitrineError);
  }
  expect(prototypes.map(keysOf)).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

export const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
/** Text that has broken things before. */
export const text = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '',
    '\0',
    'a\0b',
    '\ud800',
    'x\udc00y',
    '‮',
  ),
  fc.string({ unit: 'binary' }),
);
/** JSON as an attacker writes it, with `__proto__` among its keys. */
export const hostile = fc
  .array(fc.tuple(text, fc.oneof(fc.jsonValue(), fc.constant({ polluted: true }))), { maxLength: 8 })
  .map(
    (pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
  );
export const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => array.slice().buffer);
export const utf8 = (given: string) => new TextEncoder().encode(given).buffer as ArrayBuffer;

/** An object with one of its fields replaced. */
export const spoilt = (value: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(value)), fc.oneof(anything, text))
    .map(([key, other]) => ({ ...value, [key]: other }));

/** A valid file with a few bytes changed, so that it passes the first checks. */
export const damaged = (whole: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
    .map((changes) => {
      const copy = whole.slice();
      for (const [at, byte] of changes) copy[at] = byte;
      return copy.buffer as ArrayBuffer;
    });
