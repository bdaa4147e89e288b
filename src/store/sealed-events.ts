import type { ShopperEvent } from '../types.ts';

/** Events as they are on the disk. */
export interface SealedEvents {
  /** `[12]`, random, of this record alone. */
  readonly iv: Uint8Array<ArrayBuffer>;
  /** AES-GCM of the events as JSON in UTF-8, with its tag of 16 bytes. */
  readonly data: ArrayBuffer;
}

/** A key that encrypts and decrypts, and that no script can read. */
export function createSealingKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** @param at Of the record: what is moved to another does not open. */
export async function sealEvents(
  key: CryptoKey,
  at: number,
  events: readonly ShopperEvent[],
): Promise<SealedEvents> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(events));
  return { iv, data: await crypto.subtle.encrypt(parameters(iv, at), key, text) };
}

/** Nothing, where the record is damaged, of another key, or not the one that was written at `at`. */
export async function openEvents(
  key: CryptoKey,
  at: number,
  record: SealedEvents | undefined,
): Promise<ShopperEvent[] | undefined> {
  try {
    const text = await crypto.subtle.decrypt(parameters(record!.iv, at), key, record!.data);
    return JSON.parse(new TextDecoder().decode(text)) as ShopperEvent[];
  } catch {
    return undefined;
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>, at: number): AesGcmParams {
  // Version 1 was not sealed.
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`vitrine events 2 ${at}`) };
}
