import { arrived } from '../errors.ts';

/** SHA-256 in lower-case hex. Pages without https have no hash of the browser's, so its code is loaded for them. */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  // The types say that `crypto.subtle` always exists.
  const { subtle } = (globalThis.crypto as typeof crypto | undefined) ?? {};
  const digest = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes))
    : (await arrived(() => import('@noble/hashes/sha2.js'))).sha256(new Uint8Array(bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
