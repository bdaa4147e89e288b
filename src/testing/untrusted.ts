/** What a reader of something from outside is tried with: it must believe nothing of it. */
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { soaking, tellSoak } from '../../e2e/soak/tell.ts';
import { VitrineError } from '../errors.ts';

export const RUNS = soaking ? 5000 : 200;
let tried = 0;
const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype] as const;
const before = prototypes.map((one) => Reflect.ownKeys(one).join);

/** Tells the soak, at the end of a file of tests, how often `tryIt` was asked. */
export function tellTried(what: string): void {
  afterAll(() => {
    tellSoak({ what, rounds: tried, faults: tried, wrong: 0 });
  });
}

/** Tries a reader: it gives something or a coded error, and leaves every prototype alone. */
export async function tryIt(read: () => unknown): Promise<void> {
  tried++;
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(VitrineError);
  }
  expect(prototypes.map((one) => Reflect.ownKeys(one).join)).toEqual(before);
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
/** JSON as an attacker writes it, `__proto__` among its keys. */
export const hostile = fc
  .array(fc.tuple(text, fc.oneof(fc.jsonValue(), fc.constant({ polluted: true }))), { maxLength: 8 })
  .map(
    (pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
  );
export const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => array.slice().buffer);
export const utf8 = (given: string) => new TextEncoder().encode(given).buffer as ArrayBuffer;

/** A value with what is at one of its places replaced. */
export const spoilt = (value: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(value)), fc.oneof(anything, text))
    .map(([key, other]) => ({ ...value, [key]: other }));

/** A whole file with some of its bytes changed, so that it gets past the first checks. */
export const damaged = (whole: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
    .map((changes) => {
      const copy = whole.slice();
      for (const [at, byte] of changes) copy[at] = byte;
      return copy.buffer as ArrayBuffer;
    });
