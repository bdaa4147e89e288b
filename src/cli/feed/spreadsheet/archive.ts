import { unzipSync } from 'fflate';
import { beyond, inWords, LIMITS } from '../limits.ts';

/** The files of a zip archive, by their paths. */
export type Archive = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/**
 * Unpacks those files of an archive that are wanted. What they unpack to is known before any is unpacked, and none grows
 * beyond that.
 *
 * @throws {VitrineError} `bad-catalogue` if it is damaged, or unpacks to more than the limit.
 */
export function openArchive(name: string, bytes: Uint8Array, isWanted: (path: string) => boolean): Archive {
  let size = 0;
  let tooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        if (tooLarge || !isWanted(path)) return false;
        size += originalSize;
        tooLarge = size > LIMITS.unzipped;
        return !tooLarge;
      },
    });
    if (!tooLarge) return files as Archive;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw beyond(name, undefined, `is a damaged zip archive (${why})`);
  }
  throw beyond(
    name,
    undefined,
    `is a spreadsheet that unpacks to more than ${inWords(LIMITS.unzipped)} bytes; save it as CSV`,
  );
}
