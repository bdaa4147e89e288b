/**
 * Shelves on pages that a framework takes over or a library morphs: with Vitrine's cards and with the shop's own, they keep
 * their cards or get them back, and nothing in the console speaks of hydration.
 */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { build } from 'vite';
import { createSSRApp, h } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { makePage } from './made-page.ts';
import { SHOP } from './page-server.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();

const file = (path: string) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8');
const SCRIPTS = {
  turbo: file('@hotwired/turbo/dist/turbo.es2017-umd.js'),
  htmx: file('htmx.org/dist/htmx.min.js'),
  idiomorph: file('idiomorph/dist/idiomorph-ext.min.js'),
  alpine: file('alpinejs/dist/cdn.min.js'),
  'alpine-morph': file('@alpinejs/morph/dist/cdn.min.js'),
  vue: file('vue/dist/vue.global.js'),
};
test.beforeEach(() => {
  for (const [name, text] of Object.entries(SCRIPTS)) hosts.made.set(`/lib/${name}.js`, text);
});
const script = (...names: (keyof typeof SCRIPTS)[]) =>
  names.map((name) => `<script defer src="/lib/${name}.js"></script>`).join('');

const CARD = '<a class="own" data-href="url"><b data-text="title"></b></a>';
const ATTRIBUTES = { model: 'trending-items', heading: 'Popular', limit: '4' };

/** What a shop writes: with its own card, or without. */
const KINDS = { 'Vitrine’s cards': false, 'the shop’s own cards': true } as const;

const shelf = (own: boolean) =>
  `<main id="part"><h1>Shop</h1><vitrine-shelf model="trending-items" heading="Popular" limit="4">${
    own ? `<template>${CARD}</template>` : ''
  }<p>All we have</p></vitrine-shelf></main>`;

const cards = (page: Page) => page.locator('vitrine-shelf').getByRole('listitem').filter({ visible: true });

async function expectCards(page: Page, own: boolean): Promise<void> {
  await expect(cards(page)).toHaveCount(4, { timeout: 15_000 });
  if (own) await expect(page.locator('vitrine-shelf .own').filter({ visible: true })).toHaveCount(4);
}

/** Records what the console and the page complain of. */
function complaints(page: Page): string[] {
  const seen: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(message.text());
  });
  page.on('pageerror', (error) => seen.push(error.message));
  return seen;
}

for (const [kind, own] of Object.entries(KINDS)) {
  test.describe(kind, () => {
    const react = () =>
      createElement(
        'main',
        null,
        createElement('h1', null, 'Shop'),
        createElement(
          'vitrine-shelf',
          ATTRIBUTES,
          own ? createElement('template', { dangerouslySetInnerHTML: { __html: CARD } }) : null,
          createElement('p', null, 'All we have'),
        ),
      );

    for (const when of ['before', 'after'] as const)
      test(`React hydrates ${when} the shelf has cards`, async ({ page }) => {
        const seen = complaints(page);
        const body = `<div id="app">${renderToString(react())}</div>`;
        hosts.made.set('/lib/react.js', await bundled(own));
        await page.goto(
          makePage(hosts, 'react', { body, head: '<script src="/lib/react.js" defer></script>' }),
        );
        if (when === 'after') await expectCards(page, own);
        await page.evaluate(() => {
          (window as unknown as { hydrate: () => void }).hydrate();
        });
        await page.waitForTimeout(1000);
        await expectCards(page, own);
        await page.evaluate(() => {
          (window as unknown as { again: () => void }).again();
        });
        await page.waitForTimeout(1000);
        await expectCards(page, own);
        expect(seen).toEqual([]);
      });

    for (const when of ['before', 'after'] as const)
      test(`Vue hydrates ${when} the shelf has cards`, async ({ page }) => {
        const seen = complaints(page);
        // Vue takes a `<template>` that it hydrates for its own, and puts its content in its place: so it is given as HTML.
        const attributes = own
          ? { ...ATTRIBUTES, innerHTML: `<template>${CARD}</template><p>All we have</p>` }
          : ATTRIBUTES;
        const children = own ? [] : [h('p', 'All we have')];
        const app = createSSRApp({
          render: () => h('main', [h('h1', 'Shop'), h('vitrine-shelf', attributes, children)]),
        });
        const body = `<div id="app">${await renderVue(app)}</div>`;
        const code = `window.hydrate = () => { const { createSSRApp, h } = Vue; createSSRApp({ render: () => h('main', [h('h1', 'Shop'),
          h('vitrine-shelf', ${JSON.stringify(attributes)}, ${own ? '[]' : "[h('p', 'All we have')]"})]) }).mount('#app'); };`;
        await page.goto(makePage(hosts, 'vue', { body, head: script('vue'), script: code }));
        if (when === 'after') await expectCards(page, own);
        await page.evaluate(() => {
          (window as unknown as { hydrate: () => void }).hydrate();
        });
        await page.waitForTimeout(1000);
        await expectCards(page, own);
        expect(seen.filter((text) => !text.includes('development build'))).toEqual([]);
      });

    test('Turbo goes to another page, and refreshes it by a morph', async ({ page }) => {
      const seen = complaints(page);
      const head = `<meta name="turbo-refresh-method" content="morph">${script('turbo')}`;
      makePage(hosts, 'second', { head, body: shelf(own) });
      await page.goto(
        makePage(hosts, 'first', { head, body: `${shelf(own)}<a href="/second.html">Next</a>` }),
      );
      await expectCards(page, own);
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(page).toHaveURL(`${SHOP}/second.html`);
      await expectCards(page, own);
      await page.evaluate(() => {
        const { Turbo } = window as unknown as { Turbo: { session: { refresh: (url: string) => void } } };
        Turbo.session.refresh(location.href);
      });
      await page.waitForTimeout(2000);
      await expectCards(page, own);
      expect(seen).toEqual([]);
    });

    const morphs = {
      htmx: [
        ['htmx', 'idiomorph'],
        `htmx.ajax('GET', '/part.html', { target: '#part', swap: 'morph:outerHTML' })`,
      ],
      idiomorph: [['htmx', 'idiomorph'], `Idiomorph.morph(part, html)`],
      'Alpine’s morph, as Livewire': [['alpine-morph', 'alpine'], `Alpine.morph(part, html)`],
      'a view transition': [[], `document.startViewTransition(() => { part.outerHTML = html; })`],
    } as const;
    for (const [name, [libraries, code]] of Object.entries(morphs))
      test(`${name} puts the server’s answer in the place of the shelf`, async ({ page }) => {
        const seen = complaints(page);
        const html = shelf(own).replace('<h1>Shop', '<h1>Shop, once more');
        hosts.made.set('/part.html', html);
        const body = shelf(own).replace('<main', '<main hx-ext="morph"');
        const change = `window.change = () => { const html = ${JSON.stringify(html)}; const part = document.querySelector('#part'); ${code}; };`;
        await page.goto(makePage(hosts, 'morph', { head: script(...libraries), body, script: change }));
        await expectCards(page, own);
        for (let i = 0; i < 2; i++) {
          await page.evaluate(() => {
            (window as unknown as { change: () => void }).change();
          });
          await expect(page.getByRole('heading', { level: 1 })).toHaveText('Shop, once more');
          await page.waitForTimeout(1500);
          await expectCards(page, own);
        }
        expect(seen).toEqual([]);
      });
  });
}

/** React's development build, which speaks of each difference, with the page's component. */
async function bundled(own: boolean): Promise<string> {
  const entry = `
    import { createElement } from 'react';
    import { hydrateRoot } from 'react-dom/client';
    const app = (title) => createElement('main', null, createElement('h1', null, title),
      createElement('vitrine-shelf', ${JSON.stringify(ATTRIBUTES)},
        ${own ? `createElement('template', { dangerouslySetInnerHTML: { __html: ${JSON.stringify(CARD)} } })` : 'null'},
        createElement('p', null, 'All we have')));
    let root;
    window.hydrate = () => { root = hydrateRoot(document.querySelector('#app'), app('Shop')); };
    window.again = () => { root.render(app('Shop, once more')); };`;
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id: string) => (id.endsWith('react-entry') ? '\0react-entry' : undefined),
        load: (id: string) => (id === '\0react-entry' ? entry : undefined),
      },
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: 'react-entry', output: { format: 'iife' } },
    },
  });
  const { output } = (Array.isArray(made) ? made[0]! : made) as { output: { code: string }[] };
  return output[0]!.code;
}
