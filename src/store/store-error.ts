import { storeCode, VitrineError, type StoreCode } from '../errors.ts';

const CODES: Readonly<Record<string, StoreCode>> = {
  QuotaExceededError: 'store-quota',
  VersionError: 'store-version',
};
/** Chromium calls a full disk an unknown error, and says what it is in its message alone. */
const NO_SPACE = /NO_SPACE/;
const SENTENCES: Readonly<Record<string, string>> = {
  'store-quota': 'the disk is full',
  'store-version': 'the history on the disk was written by a newer version of Vitrine',
};

/** An error of IndexedDB, or of a script that did not arrive to overwrite a file, as an error of the API. */
export function storeError(cause: unknown): VitrineError {
  if (cause instanceof VitrineError)
    return storeCode(cause)
      ? cause
      : new VitrineError('store', `the key of the history could not be written: ${cause.message}`, { cause });
  const { name, message } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  const code = NO_SPACE.test(message) ? 'store-quota' : (CODES[name] ?? 'store');
  return new VitrineError(code, `${SENTENCES[code] ?? 'IndexedDB refused'}: ${message}`, { cause });
}
