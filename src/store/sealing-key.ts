/**
 * The key that seals a history, in two halves: one is kept beside the records, the other where it can be overwritten. Both
 * are needed. So what a database leaves in the browser's files cannot be read once the second half is gone.
 */

/** The half that is kept beside the records. */
export interface KeptHalf {
  /**
   * HKDF material, 256 bits. A key whose bytes no script can read; the bytes themselves if the browser keeps no keys of a
   * worker of this kind, as WebKit does not of a SharedWorker.
   */
  readonly key: CryptoKey | ArrayBuffer;
  /** SHA-256 of the other half, by which it is known. Without it there is no other half. */
  readonly digest?: ArrayBuffer;
}

/** Bytes of the half that is kept elsewhere. */
export const HALF_BYTES = 32;

/** @param half Random, `[HALF_BYTES]`; undefined if there is no place for it. */
export async function createKeptHalf(half: Uint8Array<ArrayBuffer> | undefined): Promise<KeptHalf> {
  const secret = crypto.getRandomValues(new Uint8Array(HALF_BYTES));
  const key = await imported(secret);
  const isKept = canBeKept(key);
  if (isKept) secret.fill(0);
  return {
    key: isKept ? key : secret.buffer,
    ...(half && { digest: await crypto.subtle.digest('SHA-256', half) }),
  };
}

function canBeKept(key: CryptoKey): boolean {
  try {
    structuredClone(key);
    return true;
  } catch {
    return false;
  }
}

const imported = (secret: BufferSource) =>
  crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);

/** Whether a value that was read is what `createKeptHalf` has made. */
export function isKeptHalf(value: unknown): value is KeptHalf {
  const key = (value as Partial<KeptHalf> | undefined)?.key;
  return key instanceof CryptoKey || (key instanceof ArrayBuffer && key.byteLength === HALF_BYTES);
}

/** @returns undefined if `half` is not the other half. */
export async function joinHalves(
  { key, digest }: KeptHalf,
  half: Uint8Array<ArrayBuffer> | undefined,
): Promise<CryptoKey | undefined> {
  if (digest) {
    if (!half) return undefined;
    const own = new Uint8Array(await crypto.subtle.digest('SHA-256', half));
    if (new Uint8Array(digest).some((byte, i) => byte !== own[i])) return undefined;
  }
  const salt = digest ? half! : new Uint8Array(HALF_BYTES);
  const info = new TextEncoder().encode('vitrine events');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    key instanceof CryptoKey ? key : await imported(key),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
