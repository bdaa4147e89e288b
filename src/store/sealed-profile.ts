import { VitrineError } from '../errors.ts';
import type { ProfileFile, SealedProfileFile } from '../types.ts';

/** Rounds of PBKDF2-SHA-256, as OWASP's Password Storage Cheat Sheet recommends. */
const ITERATIONS = 600_000;
/** In bytes. */
const [SALT, IV] = [16, 12];

type Kdf = SealedProfileFile['kdf'];

/** @throws {VitrineError} `bad-argument` if the passphrase is not a non-empty string; `store-crypto` without https. */
export async function sealProfile(file: ProfileFile, passphrase: string): Promise<SealedProfileFile> {
  const kdf: Kdf = { name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS, salt: toBase64(random(SALT)) };
  const iv = random(IV);
  const text = new TextEncoder().encode(JSON.stringify(file));
  const data = await crypto.subtle.encrypt(parameters(iv, kdf), await keyOf(passphrase, kdf), text);
  const cipher = { name: 'AES-GCM', iv: toBase64(iv), data: toBase64(new Uint8Array(data)) } as const;
  return { format: 'vitrine-profile-sealed', version: 1, kdf, cipher };
}

/** @returns The sealed file, not yet checked. @throws {VitrineError} `passphrase` if it is missing or wrong. */
export async function openProfile(
  { kdf, cipher }: SealedProfileFile,
  passphrase: string | undefined,
): Promise<unknown> {
  if (passphrase === undefined)
    throw new VitrineError('passphrase', 'the profile file is sealed: pass its passphrase as { passphrase }');
  const key = await keyOf(passphrase, kdf);
  const parts = parameters(fromBase64(cipher.iv), kdf);
  try {
    const text = await crypto.subtle.decrypt(parts, key, fromBase64(cipher.data));
    return JSON.parse(new TextDecoder().decode(text)) as unknown;
  } catch (cause) {
    throw new VitrineError(
      'passphrase',
      'the profile file cannot be opened: the passphrase is wrong, or the file is damaged',
      { cause },
    );
  }
}

async function keyOf(passphrase: unknown, { iterations, salt }: Kdf): Promise<CryptoKey> {
  if (!(globalThis.crypto as Partial<Crypto> | undefined)?.subtle)
    throw new VitrineError(
      'store-crypto',
      'a profile file can be sealed and opened only on a page served by https',
    );
  if (typeof passphrase !== 'string' || passphrase === '')
    throw new VitrineError('bad-argument', 'passphrase must be a non-empty string');
  // The same letter may be composed of different code points, depending on the keyboard.
  const words = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: fromBase64(salt) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function parameters(iv: Uint8Array<ArrayBuffer>, { iterations }: Kdf): AesGcmParams {
  const bound = `vitrine-profile-sealed 1 PBKDF2 SHA-256 ${iterations}`;
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(bound) };
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
