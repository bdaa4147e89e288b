import { VitrineError } from '../errors.ts';

/** The error for a pack that cannot be used. @param what The file, what is wrong with it, and what was expected. */
export function badPack(what: string, options?: ErrorOptions): VitrineError {
  return new VitrineError('bad-pack', `${what}; build the pack again and upload all of its files`, options);
}

/** The error for a file in another version of its format. */
export function packVersion(what: string, version: number, expected: number): VitrineError {
  const next = version > expected ? 'update vitrine' : 'build the pack again';
  return new VitrineError(
    'pack-version',
    `${what} has version ${version}, and this code reads version ${expected}; ${next}`,
  );
}
