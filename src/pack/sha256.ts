import { VitrineError } from '../errors.ts';

/** Lower-case hex digest. @throws {VitrineError} `pack-load` where the page is not a secure context. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  // The types promise what plain http pages lack.
  const { subtle } = (globalThis.crypto as typeof crypto | undefined) ?? {};
  if (!subtle)
    throw new VitrineError(
      'pack-load',
      'files cannot be checked on an insecure page: serve the shop over https',
    );
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
