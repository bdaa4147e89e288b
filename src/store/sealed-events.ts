import type { ShopperEvent } from '../types.ts';
import { columnsOf, eventsOf, type EventColumns } from './event-columns.ts';

/** Events of one record, encrypted. */
export interface SealedEvents {
  /** `[12]`, random, of this record alone. */
  readonly iv: Uint8Array<ArrayBuffer>;
  /** AES-GCM of the columns of the events as JSON in UTF-8, with its tag of 16 bytes. */
  readonly data: ArrayBuffer;
}

/** @param recordKey Key of the record in its store: a record that is moved to another key cannot be decrypted. */
export async function sealEvents(
  sealingKey: CryptoKey,
  recordKey: number,
  events: readonly ShopperEvent[],
): Promise<SealedEvents> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(columnsOf(events)));
  return { iv, data: await crypto.subtle.encrypt(parameters(iv, recordKey), sealingKey, text) };
}

/** @returns undefined if the record is damaged, sealed with another key, or was not written at `recordKey`. */
export async function openEvents(
  sealingKey: CryptoKey,
  recordKey: number,
  record: SealedEvents | undefined,
): Promise<ShopperEvent[] | undefined> {
  try {
    const text = await crypto.subtle.decrypt(parameters(record!.iv, recordKey), sealingKey, record!.data);
    return eventsOf(JSON.parse(new TextDecoder().decode(text)) as EventColumns);
  } catch {
    return undefined;
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>, recordKey: number): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`vitrine events ${recordKey}`) };
}
