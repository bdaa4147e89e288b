import { expect } from '@playwright/test';
import { bad, databases, events, eventually, GRANTED, kept, view, views } from '../shop.ts';
import type { Scenario } from './scenario.ts';

/** Of a browser that sends Global Privacy Control, as a private window of Firefox does by itself. */
export const WITH_CONTROL: readonly Scenario[] = [
  [
    'with Global Privacy Control the tabs share a history in memory, and nothing is written though the shop grants',
    async (shop) => {
      const address = shop.page('control', { attributes: GRANTED });
      const first = await shop.open(address);
      const second = await shop.open(address);
      expect(
        await first.run(() => (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl),
      ).toBe(true);
      await view(first, 'a', 'b');
      await eventually(() => events(second)).toEqual(views('a', 'b'));
      expect([await kept(first), await databases(first)]).toEqual(['memory', []]);
      expect([await bad(first), await bad(second)]).toEqual([[], []]);
    },
  ],
];
