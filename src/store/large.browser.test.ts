/* eslint-disable no-console -- says what it measured */
import { expect, it } from 'vitest';
import type { EventName, ShopperEvent } from '../types.ts';
import { IndexedDbStore } from './indexed-db.ts';
import type { SealedEvents } from './sealed-events.ts';
import { contentOf } from './testing/plain.ts';

const MINUTE = 60_000;
const NAMES: EventName[] = ['view_item', 'view_item_list', 'select_item', 'add_to_cart', 'purchase', 'dwell'];

/** Nothing repeats, so that all of it is kept; a tenth comes from shelves, a twentieth names items that the pack lacks. */
function longHistory(length: number): ShopperEvent[] {
  const start = Date.now() - length * MINUTE;
  return Array.from({ length }, (_, i) => ({
    name: NAMES[i % NAMES.length]!,
    ids: [`SKU-${100_000 + i}`],
    at: start + i * MINUTE,
    ...(i % 10 === 0 && { queryID: crypto.randomUUID() }),
    ...(i % 20 === 0 && { texts: { [`SKU-${100_000 + i}`]: `Office chair no. ${i}. Furniture > Chairs` } }),
  }));
}

it('reads 100,000 events within 200 ms, and keeps them in less than 20 MB', async () => {
  const name = 'large';
  const events = longHistory(100_000);
  const writing = new IndexedDbStore(name);
  await writing.replace(events);
  writing.close();
  const records = await contentOf<SealedEvents>(name, 'records');
  const megabytes = records.reduce((sum, { data }) => sum + data.byteLength, 0) / 1e6;
  const times: number[] = [];
  const giveUp = performance.now() + 20_000;
  // The quickest counts, since others share the machine: on a busy one it takes more reads until one is not held up.
  for (let i = 0; i < 5 || (Math.min(...times) >= 200 && performance.now() < giveUp); i++) {
    const store = new IndexedDbStore(name);
    const began = performance.now();
    const read = await store.all();
    times.push(performance.now() - began);
    expect(read).toHaveLength(events.length);
    if (i === 0) expect(read).toEqual(events);
    store.close();
  }
  times.sort((a, b) => a - b);
  const { usage = 0 } = await navigator.storage.estimate();
  console.info(
    `100,000 events: ${megabytes.toFixed(1)} MB in ${records.length} records (${(usage / 1e6).toFixed(1)} MB of storage used), read in ${times.map((time) => time.toFixed(0)).join(', ')} ms`,
  );
  expect(megabytes).toBeLessThan(20);
  expect(times[0]).toBeLessThan(200);
  await new IndexedDbStore(name).erase();
});
