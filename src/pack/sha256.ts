import { VitrineError } from '../errors.ts';

/** SHA-256 in lower-case hex. @throws {VitrineError} `pack-load` if the page is not a secure context. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  // The types say that `crypto.subtle` always exists, but plain http pages lack it.
  const { subtle } = (globalThis.crypto as typeof crypto | undefined) ?? {};
  if (!subtle)
    throw new VitrineError(
      'pack-load',
      'the files of a pack cannot be checked on an insecure page; serve the shop over https',
    );
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
