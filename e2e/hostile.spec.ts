import { expect, test } from '@playwright/test';
import type { Item } from '../src/types.ts';
import { makePack, servePack } from './made-pack.ts';
import { makePage } from './made-page.ts';
import { observe, SHOP } from './page-server.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();

const RUNS = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>';
const ITEMS: Item[] = [
  {
    id: '__proto__',
    title: RUNS,
    brand: RUNS,
    category: RUNS,
    currency: '"><b>',
    price: 1,
    url: 'javascript:window.ran=1',
    image: 'javascript:window.ran=1',
  },
  {
    id: 'data',
    title: 'Data',
    url: 'data:text/html,<script>window.ran=1</script>',
    image: 'data:text/html,x',
  },
  { id: 'spaced', title: '\u202e reversed \ud800', url: ' \tjava\nscript:window.ran=1' },
  { id: 'vb', title: 'VBScript', url: 'vbscript:x' },
  { id: 'blob', title: 'Blob', url: 'blob:null/x', image: 'blob:null/x' },
  { id: 'long', title: 'x'.repeat(1_000_000), url: '/long' },
  { id: 'a\0b', title: '${window.ran = 1} {{constructor.constructor("window.ran=1")()}}', url: '/good' },
  { id: 'quote', title: '"\' onmouseover="window.ran=1', url: '/q" onmouseover="window.ran=1' },
];

const CARD = `<template><a data-href="url" data-text="title"></a><img data-src="image" data-alt="title"></template>`;

test('a catalogue’s texts are shown as text, and only its http addresses can be followed', async ({
  page,
}) => {
  const seen = await observe(page);
  await servePack(page, 'hostile', await makePack(ITEMS));
  await page.goto(
    makePage(hosts, 'hostile', {
      attributes: 'data-pack="/hostile/manifest.json" data-shared="off"',
      body: `<vitrine-shelf model="trending-items" heading="Plain" limit="8" allow-repeats></vitrine-shelf>
        <vitrine-shelf model="trending-items" heading="Own cards" limit="8" allow-repeats>${CARD}</vitrine-shelf>`,
    }),
  );
  for (const shelf of await page.locator('vitrine-shelf').all()) {
    await expect(shelf.getByRole('listitem')).toHaveCount(ITEMS.length);
    await expect(shelf.getByText('<img src=x onerror="window.ran = 1">').first()).toBeVisible();
    const links = shelf.locator('a[href]');
    const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(addresses.toSorted()).toEqual(
      ['/good', '/long', '/q%22%20onmouseover=%22window.ran=1'].map((path) => `${SHOP}${path}`),
    );
  }
  const state = await page.evaluate(() => {
    const all = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
    const elements = all(document.body);
    for (const element of elements)
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true, cancelable: true }));
    return {
      ran: 'ran' in window,
      scripts: elements.filter((one) => one.localName === 'script').length,
      handlers: elements.flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on'))),
      images: elements
        .filter((one) => one.localName === 'img')
        .map((one) => one.getAttribute('src'))
        .filter((src) => src && !/^https?:/.test(src)),
      polluted: Object.keys(Object.prototype),
    };
  });
  expect(state).toEqual({ ran: false, scripts: 0, handlers: [], images: [], polluted: [] });
  expect(seen.thrown).toEqual([]);
});
