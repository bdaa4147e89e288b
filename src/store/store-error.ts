import { VitrineError, type StoreCode } from '../errors.ts';

const CODES: Readonly<Record<string, StoreCode>> = {
  QuotaExceededError: 'store-quota',
  VersionError: 'store-version',
};
const WORDS: Readonly<Record<string, string>> = {
  'store-quota': 'the disk is full',
  'store-version': 'the history on the disk is of a newer version',
};

/** What IndexedDB has thrown, as an error of the API. */
export function storeError(cause: unknown): VitrineError {
  if (cause instanceof VitrineError) return cause;
  const { name, message } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  const code = CODES[name] ?? 'store';
  return new VitrineError(code, `${WORDS[code] ?? 'IndexedDB refused'}: ${message}`, { cause });
}
