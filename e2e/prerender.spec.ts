import { expect, test } from '@playwright/test';
import puppeteer, { type Page } from 'puppeteer-core'; // Playwright's own connection keeps a browser from prerendering
import { BROWSER_ARGS, findBrowser } from './browser.ts';
import { makePage } from './made-page.ts';
import { STRICT } from './page-server.ts';
import { useHosts } from './use-hosts.ts';

const CHAIR = 'FUR-CH-10000454';

const hosts = useHosts(STRICT);

test('a page that the browser renders before the shopper opens it counts once they do, and has its shelf', async () => {
  hosts.policy = STRICT.replace('script-src', "script-src 'inline-speculation-rules'");
  const next = makePage(hosts, 'next', {
    head: `<script type="application/ld+json">{"@type":"Product","sku":"${CHAIR}","name":"Chair"}</script>`,
    body: '<vitrine-shelf></vitrine-shelf>',
    script: `
      localStorage.next = document.prerendering ? 'prerendered' : 'loaded';
      document.addEventListener('prerenderingchange', () => { localStorage.next += ', opened'; });
      document.addEventListener('vitrine-show', () => { localStorage.next += ', filled'; }, { once: true });`,
  });
  const rules = JSON.stringify({ prerender: [{ urls: [next], eagerness: 'immediate' }] });
  const first = makePage(hosts, 'first', {
    body: `<a href="${next}">Next</a><script type="speculationrules">${rules}</script>`,
  });
  const other = makePage(hosts, 'other', {});

  const browser = await puppeteer.launch({ executablePath: findBrowser(), args: BROWSER_ARGS });
  try {
    const tab = await browser.newPage();
    await tab.goto(first);
    const told = (page: Page) => page.evaluate(() => localStorage['next'] as unknown);
    const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    await expect.poll(() => told(tab)).toBe('prerendered');
    await pause(2000);
    const events = (page: Page) =>
      page.evaluate(async () => {
        const { events } = await (await window.vitrine!).profile();
        return events
          .filter(({ name }) => name === 'view_item')
          .map(({ name, ids }) => [name, ...ids].join(' '));
      });
    expect([await told(tab), await events(tab)]).toEqual(['prerendered', []]);
    await tab.evaluate("void setTimeout(() => document.querySelector('a').click())");
    await pause(3000);
    const beside = await browser.newPage(); // it shares the engine, so it knows what the first tab did
    await beside.goto(other);
    await expect.poll(() => told(beside)).toBe('prerendered, opened, filled');
    await expect.poll(() => events(beside)).toEqual([`view_item ${CHAIR}`]);
    await pause(2000);
    expect(await events(beside)).toHaveLength(1);
    expect(hosts.asked.filter((path) => path === '/next.html')).toHaveLength(1);
  } finally {
    await browser.close();
  }
});
