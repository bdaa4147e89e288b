import { expect, it } from 'vitest';
import { VitrineError } from '../errors.ts';
import { storeError } from './store-error.ts';

it.each([
  ['QuotaExceededError', 'no room', 'store-quota', 'the disk is full: no room'],
  [
    'UnknownError',
    'IO error: FILE_ERROR_NO_SPACE',
    'store-quota',
    'the disk is full: IO error: FILE_ERROR_NO_SPACE',
  ],
  [
    'VersionError',
    'lower version',
    'store-version',
    'the history on the disk was written by a newer version of Vitrine: lower version',
  ],
  ['AbortError', 'gone', 'store', 'IndexedDB refused: gone'],
])('a storage’s %s that says “%s” has the code %s', (name, said, code, message) => {
  const cause = new DOMException(said, name);
  expect(storeError(cause)).toMatchObject({ code, message, cause });
});

it('what a storage throws has a code, whatever it is, and an error that has one keeps it', () => {
  expect(storeError('no reason')).toMatchObject({ code: 'store', message: 'IndexedDB refused: no reason' });
  const own = new VitrineError('store-blocked', 'wait');
  expect(storeError(own)).toBe(own);
});

it('if the script that overwrites the key’s file did not arrive, the history is what cannot be kept', () => {
  const cause = new VitrineError('worker-load', 'the worker failed');
  const message = 'the key of the history could not be written: the worker failed';
  expect(storeError(cause)).toMatchObject({ code: 'store', message, cause });
});
