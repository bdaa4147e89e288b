import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { before, FOLDERS, STRICT } from '../../page-server.ts';
import type { Tab } from '../engine.ts';
import {
  bad,
  events,
  eventually,
  GRANTED,
  kept,
  shelves,
  view,
  views,
  type Page,
  type Shop,
} from '../shop.ts';
import type { Scenario } from './scenario.ts';

const BODY = '<vitrine-shelf model="trending-items" limit="8"></vitrine-shelf>';
const PRODUCT =
  '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Product", "sku": "seen", "name": "Chair"}</script>';

const search = (tab: Tab) =>
  tab.run(async () => {
    const { own } = window as unknown as Page;
    const answer = await own.search('office chair', { limit: 3 }).catch(() => undefined);
    return answer?.items.length ?? 0;
  });

/** Checks that every part of a page works, though it may need to be asked twice. */
async function expectWhole(tab: Tab): Promise<void> {
  await eventually(async () => (await shelves(tab))[0]?.length).toBe(8);
  await expect.poll(() => search(tab), { timeout: 40_000 }).toBe(3); // the text model may come at the second call
  await eventually(() => events(tab)).toContain(views('seen')[0]);
  await eventually(() => kept(tab)).toBe('disk');
}

const ownNames = (folder: Folder) => readdirSync(FOLDERS[folder], { recursive: true, encoding: 'utf8' });
type Folder = '/vitrine/' | '/pack/';

/** Without these there is no page. */
const NEEDED = ['vitrine.js', 'vitrine-page.js', 'vitrine.css'];

const scripts = () => ownNames('/vitrine/').filter((name) => name.endsWith('.js') && !NEEDED.includes(name));

/** The scripts that one imports before it runs. */
const importsOf = (name: string) =>
  [
    ...readFileSync(FOLDERS['/vitrine/'] + name, 'utf8').matchAll(
      /(?:^|[;}])(?:import|export)[^;()'"`]*["'`]\.\/([^"'`]+)["'`]/gm,
    ),
  ].map(([, imported]) => imported!);

/** The scripts that no other imports before it runs: a page or a worker asks for each by itself. */
function ownScripts(): string[] {
  const imported = new Set(scripts().flatMap(importsOf));
  return scripts().filter((name) => !imported.has(name));
}

/** Opens a page whose host answers each of these files with 503 once, and checks that all of the page works in the end. */
async function openBusy(shop: Shop, folder: Folder, names: readonly string[]): Promise<void> {
  for (const name of names) shop.hosts.busy.add(folder + name);
  const count = shop.hosts.busy.size;
  const tab = await shop.open(shop.page('busy', { attributes: GRANTED, body: BODY, head: PRODUCT }));
  await expectWhole(tab);
  expect(count - shop.hosts.busy.size).toBeGreaterThan(4); // so many were asked for, and failed
}

/** What breaks on the way to a page, or on the shopper's device. */
export const TROUBLE: readonly Scenario[] = [
  [
    'under the strict policy nothing is refused that Vitrine needs, and an inline script is',
    async (shop) => {
      expect(shop.hosts.policy).toBe(STRICT);
      const tab = await shop.open(shop.page('strict', { attributes: GRANTED, body: BODY, head: PRODUCT }));
      await expectWhole(tab);
      expect(await bad(tab)).toEqual([]);
      await tab.run(() => {
        document.body.append(Object.assign(document.createElement('script'), { text: 'void 0' }));
      });
      await eventually(() => bad(tab)).toEqual([expect.stringMatching(/^policy: script-src/)]);
    },
  ],
  [
    'if every script that no other imports is answered with 503 once, nothing stays broken for the life of the page',
    (shop) => openBusy(shop, '/vitrine/', ownScripts()),
  ],
  [
    'if every file of the pack is answered with 503 once, nothing stays broken for the life of the page',
    (shop) => openBusy(shop, '/pack/', ownNames('/pack/')),
  ],
  [
    'if IndexedDB never answers, shelves come, and the history stays in memory',
    async (shop) => {
      before(
        shop.hosts,
        'vitrine-entry.js',
        `const open = IDBFactory.prototype.open;
         IDBFactory.prototype.open = function () {
           const request = open.call(this, 'never');
           request.addEventListener = () => undefined;
           return request;
         };`,
      );
      const tab = await shop.open(shop.page('hangs', { attributes: GRANTED, body: BODY }));
      await eventually(async () => (await shelves(tab))[0]?.length).toBe(8);
      await view(tab, 'a');
      await eventually(() => kept(tab)).toBe('memory store-blocked');
      expect(await events(tab)).toEqual(views('a'));
    },
  ],
];
