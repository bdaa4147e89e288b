import { describe, expect, it } from 'vitest';
import type { ShopperEvent } from '../types.ts';
import { openEvents, sealEvents } from './sealed-events.ts';
import { createKeptHalf, joinHalves } from './sealing-key.ts';

const EVENTS: ShopperEvent[] = [
  { name: 'view_item', ids: ['chair-1', '\ud800'], at: 5, texts: { 'chair-1': 'A chair' } },
  { name: 'search', ids: [], at: 6, term: 'стул' },
];
const createSealingKey = async () => (await joinHalves(await createKeptHalf(undefined), undefined))!;
const key = await createSealingKey();

describe('sealed events', () => {
  it('can be opened with the same key at the same place', async () => {
    expect(await openEvents(key, 7, await sealEvents(key, 7, EVENTS))).toEqual(EVENTS);
  });

  it('show no text of the events, and have other bytes each time', async () => {
    const [one, other] = [await sealEvents(key, 7, EVENTS), await sealEvents(key, 7, EVENTS)];
    expect(new TextDecoder('latin1').decode(one.data)).not.toContain('chair');
    expect(one.iv).not.toEqual(other.iv);
    expect(new Uint8Array(one.data)).not.toEqual(new Uint8Array(other.data));
  });

  it('cannot be opened at another place, with another key, or with one bit changed', async () => {
    const sealed = await sealEvents(key, 7, EVENTS);
    expect(await openEvents(key, 8, sealed)).toBeUndefined();
    expect(await openEvents(await createSealingKey(), 7, sealed)).toBeUndefined();
    for (let byte = 0; byte < sealed.data.byteLength; byte += 13) {
      const data = sealed.data.slice(0);
      new Uint8Array(data)[byte]! ^= 1 << (byte % 8);
      expect(await openEvents(key, 7, { ...sealed, data })).toBeUndefined();
    }
  });

  it.each([undefined, {}, { iv: new Uint8Array(12) }, { iv: 'text', data: 5 }])(
    'are undefined for a record that is %j',
    async (record) => {
      expect(await openEvents(key, 7, record as never)).toBeUndefined();
    },
  );

  it('are sealed with a key that cannot be exported', async () => {
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
