import { describe, expect, it } from 'vitest';
import { runCli } from '../testing/run-cli.ts';
import { pageTags } from './page-tags.ts';
import { blockedBy } from './policy.ts';

const own = {
  page: 'https://shop.example/p',
  script: 'https://shop.example/vitrine/vitrine.js',
  pack: 'https://shop.example/pack/manifest.json',
};

describe('blockedBy', () => {
  it('finds nothing in a policy that allows the page’s own origin and WebAssembly', () => {
    expect(blockedBy("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", own)).toEqual([]);
  });

  it('names what to add for each thing that is blocked', () => {
    const cdn = {
      ...own,
      script: 'https://cdn.example/v/vitrine.js',
      pack: 'https://cdn.example/pack/m.json',
    };
    const blocked = blockedBy("default-src 'self'", cdn).join('\n');
    for (const added of [
      'https://cdn.example to script-src',
      "'wasm-unsafe-eval'",
      'blob: to worker-src',
      'connect-src',
    ])
      expect(blocked).toContain(added);
    expect(
      blockedBy("connect-src *.example; script-src https://cdn.example/v/ 'wasm-unsafe-eval' blob:", cdn),
    ).toEqual([]);
  });
});

describe('pageTags', () => {
  it('reads scripts, elements, ids and what else a page has', () => {
    const tags = pageTags(`<script type="module" src="/vitrine/vitrine.js" data-pack="/p.json"></script>
      <script type="application/ld+json">{"@type":"Product","sku":"a","offers":{"sku":"b"}}</script>
      <script>dataLayer.push({})</script><vitrine-shelf></vitrine-shelf>
      <div itemscope itemtype="https://schema.org/Product"><meta itemprop="sku" content="c"></div>`);
    expect(tags.scripts[0]).toMatchObject({ 'data-pack': '/p.json' });
    expect([tags.elements, tags.ids]).toEqual([['vitrine-shelf'], { jsonLd: ['a', 'b'], microdata: ['c'] }]);
    expect(tags.seen).toEqual(['a data layer']);
  });
});

it('vitrine doctor refuses what is no address', async () => {
  const { code, stderr } = await runCli(['doctor', 'shop.example']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('such as https://shop.example')]);
});
