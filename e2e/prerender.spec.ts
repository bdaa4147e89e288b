import { expect, test } from '@playwright/test';
import puppeteer from 'puppeteer-core'; // Playwright's own connection keeps a browser from prerendering
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
    const beside = await browser.newPage(); // it shares the engine, so it knows what the other tab did
    await beside.goto(other);
    const known = () =>
      beside.evaluate(async () => {
        const { events } = await (await window.vitrine!).profile();
        return [localStorage['next'] as unknown, ...events.map(({ name, ids }) => [name, ...ids].join(' '))];
      });
    await tab.bringToFront();
    await expect.poll(known).toEqual(['prerendered']);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await known()).toEqual(['prerendered']);
    await tab.evaluate("void setTimeout(() => document.querySelector('a').click())");
    await expect.poll(known).toEqual(['prerendered, opened, filled', `view_item ${CHAIR}`]);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await known()).toHaveLength(2);
    expect(hosts.asked.filter((path) => path === '/next.html')).toHaveLength(1);
  } finally {
    await browser.close();
  }
});
