import { VitrineError } from '../errors.ts';

/** Lower-case hex digest. @throws {VitrineError} `pack-load` where the page is not a secure context. */
export async function sha256(bytes: BufferSource): Promise<string> {
  // Not there on plain http pages, whatever the type says.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!subtle)
    throw new VitrineError(
      'pack-load',
      'files cannot be checked on an insecure page: serve the shop over https',
    );
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
