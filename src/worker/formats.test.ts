/** Fuzzes what pages, feeds and profile files may hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEvent } from '../core/history/event.ts';
import { checkedProfileFile } from '../core/history/profile-file.ts';
import { itemHints } from '../core/history/item-hints.ts';
import { anything, hostile, RUNS, spoilt, tellTried, text, tryIt } from '../testing/untrusted.ts';
import type { EventName, EventParameters } from '../types.ts';
import { readMerchantXml } from './feed/merchant-xml.ts';
import { readFeed } from './feed/read-feed.ts';
import { checkedRequest, checkedSearch } from './request.ts';

tellTried('Input: feeds, files of shoppers and calls, fuzzed');

describe('a coded error or a right answer comes of', () => {
  it('any profile file', async () => {
    const event = { name: 'view_item', ids: ['a'], at: 1, term: 'x', texts: { a: 'A' } };
    const file = { format: 'vitrine-profile', version: 1, events: [event] };
    const files = fc.oneof(
      anything,
      hostile.map((json): unknown => JSON.parse(json)),
      spoilt(file),
      spoilt(event).map((one) => ({ ...file, events: [one] })),
    );
    await fc.assert(
      fc.asyncProperty(files, (given) => tryIt(() => checkedProfileFile(given))),
      { numRuns: RUNS },
    );
  });

  it('any feed in JSON', async () => {
    const product = {
      id: 1,
      title: 'A',
      handle: 'a',
      variants: [{ id: 2, sku: 'S', price: '1.00' }],
      images: [{ src: 'x' }],
    };
    const texts = fc.oneof(
      text,
      hostile,
      hostile.map((json) => `[${json}]`),
      spoilt(product).map((one) => fc.stringify([one])),
    );
    await fc.assert(
      fc.asyncProperty(texts, (given) => tryIt(() => readFeed([given], 10))),
      { numRuns: RUNS },
    );
  });

  it('any feed in XML', async () => {
    const tag = fc.constantFrom(
      'item',
      'g:id',
      'title',
      'rss',
      'channel',
      'entry',
      '__proto__',
      'constructor',
      'link',
      '!--',
      '![CDATA[',
      '!DOCTYPE x [',
      '?xml',
    );
    const piece = fc.oneof(
      text,
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc.tuple(tag, text).map(([name, content]) => `<${name}>${content}</${name}>`),
    );
    const xml = fc.array(piece).map((pieces) => `<rss><channel>${pieces.join('')}</channel></rss>`);
    await fc.assert(
      fc.asyncProperty(xml, (given) => tryIt(() => readMerchantXml(given))),
      { numRuns: RUNS },
    );
    await fc.assert(
      fc.asyncProperty(xml, (given) => tryIt(() => readFeed([given], 10))),
      { numRuns: RUNS },
    );
  });

  it('any event', async () => {
    const parameters = fc.oneof(
      anything,
      fc.record(
        {
          items: fc.array(
            fc.oneof(
              anything,
              fc.record({ item_id: fc.oneof(text, fc.double()), also: anything, item_name: anything }),
            ),
          ),
          at: anything,
          search_term: fc.oneof(text, anything),
          queryID: anything,
        },
        { requiredKeys: [] },
      ),
    );
    const names = fc.oneof(fc.constantFrom('view_item', 'purchase', 'search'), text, anything);
    await fc.assert(
      fc.asyncProperty(names, parameters, (name, given) =>
        tryIt(() => {
          const event = toEvent(name as EventName, given as EventParameters, 1);
          expect(event.ids.every((id) => typeof id === 'string')).toBe(true);
          expect(itemHints(given as EventParameters)).toHaveLength(event.ids.length);
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('any request', async () => {
    const request = {
      model: 'trending-items',
      limit: 8,
      filters: { category: 'a' },
      include: ['a'],
      exclude: [],
      rules: { pin: [{ objectID: 'a', position: 1 }], boost: [{ by: 1 }] },
      without: { event: 'view_item' },
    };
    const requests = fc.oneof(
      anything,
      spoilt(request),
      spoilt(request.rules).map((rules) => ({ ...request, rules })),
      spoilt(request.filters).map((filters) => ({ ...request, filters })),
    );
    await fc.assert(
      fc.asyncProperty(requests, async (given) => {
        await tryIt(() => checkedRequest(given));
        await tryIt(() => checkedSearch(given));
      }),
      { numRuns: RUNS },
    );
  });
});
