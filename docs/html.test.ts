import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { MODELS } from '../src/core/ranking/recommend.ts';
import { checkedOptions } from '../src/page/options.ts';
import { captureOf, optionsOf } from '../src/page/script-options.ts';
import type { RecommenderOptions } from '../src/types.ts';
import { VitrinePrivacy, VitrineSearch, VitrineShelf } from '../src/widgets/define.ts';
import { blocksOf, inlineCode, PAGES, ROOT } from './testing/pages.ts';

const OBSERVED: Readonly<Record<string, readonly string[]>> = {
  'vitrine-shelf': VitrineShelf.observedAttributes,
  'vitrine-search': VitrineSearch.observedAttributes,
  'vitrine-privacy': (VitrinePrivacy as { observedAttributes?: readonly string[] }).observedAttributes ?? [],
};
const TEMPLATE = ['data-text', 'data-href', 'data-src', 'data-alt'];
const MARKS = ['data-vitrine-id', 'data-vitrine-event', 'data-vitrine-order'];

/** The attributes that the script tag is read for. */
const onScriptTag = (() => {
  const read = new Set<string>();
  const reader = new Proxy({}, { get: (_, key) => void read.add(String(key)) });
  captureOf({ dataset: reader } as HTMLScriptElement);
  expect(() => checkedOptions(reader as RecommenderOptions)).toThrow(); // it has no address of a pack
  // What the script tag calls an option that its page's own code calls otherwise.
  const renamed = ['retention', 'shared', 'layer'];
  const { retentionDays, shared, dataLayer } = optionsOf({
    dataset: { retention: '7', shared: 'off', layer: 'events' } as Record<string, string>,
  } as HTMLScriptElement);
  expect([retentionDays, shared, dataLayer]).toEqual([7, false, 'events']);
  return [...read, ...renamed, 'strings'].map((name) => `data-${name}`);
})();

const styles = ['css/badges', 'css/common', 'css/privacy', 'css/search', 'css/shelf', 'vitrine']
  .map((name) => readFileSync(`${ROOT}src/widgets/${name}.css`, 'utf8'))
  .join('\n');

describe('markup', () => {
  it.each(blocksOf('html'))('of $place has elements and attributes that are read', ({ code }) => {
    const { document } = parseHTML(`<body>${code}</body>`);
    for (const element of document.querySelectorAll('*')) {
      const attributes = element.getAttributeNames();
      const known = OBSERVED[element.localName];
      if (element.localName.startsWith('vitrine-')) expect(known, element.localName).toBeDefined();
      if (known) expect(attributes.filter((name) => !known.includes(name))).toEqual([]);
      const data = attributes.filter((name) => name.startsWith('data-'));
      const allowed = element.localName === 'script' ? onScriptTag : [...TEMPLATE, ...MARKS];
      expect(data.filter((name) => !allowed.includes(name))).toEqual([]);
      if (element.localName !== 'vitrine-shelf') continue;
      expect(MODELS).toContain(element.getAttribute('model'));
      expect(() => JSON.parse(element.getAttribute('filters') ?? '{}') as unknown).not.toThrow();
    }
  });

  it.each(PAGES)('in the text of $path has attributes that are read', (page) => {
    const named = inlineCode(page).flatMap((code) => code.match(/(?<![\w-])data-[a-z-]+/g) ?? []);
    expect(named.filter((name) => ![...onScriptTag, ...TEMPLATE, ...MARKS].includes(name))).toEqual([]);
  });

  it.each(PAGES)('in the text of $path has custom properties that the elements have', (page) => {
    const named = page.text.match(/--vitrine-[a-z-]+/g) ?? [];
    expect(named.filter((name) => !styles.includes(name))).toEqual([]);
  });
});
