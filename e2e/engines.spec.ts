/** The same scenarios in Chromium, Firefox and WebKit. */
import { test } from '@playwright/test';
import { startChromium } from './engines/chromium.ts';
import type { Browser, Engine } from './engines/engine.ts';
import { startFirefox } from './engines/firefox.ts';
import { HISTORY } from './engines/scenarios/history.ts';
import { WITH_CONTROL } from './engines/scenarios/private.ts';
import type { Scenario } from './engines/scenarios/scenario.ts';
import { SHOPPING } from './engines/scenarios/shopping.ts';
import { TABS } from './engines/scenarios/tabs.ts';
import { TROUBLE } from './engines/scenarios/trouble.ts';
import { KEPT_IN_TAB, REMEMBERED, VISIT } from './engines/scenarios/visit.ts';
import { Shop } from './engines/shop.ts';
import { startWebKit } from './engines/webkit.ts';
import { STRICT } from './page-server.ts';
import { PAGES_PORT } from './ports.ts';
import { useHosts } from './use-hosts.ts';

const ALL = [...SHOPPING, ...TABS, ...HISTORY, ...VISIT, ...KEPT_IN_TAB, ...TROUBLE];

// Chromium, as Playwright starts it, and WebKit, as its driver does, have private windows only.
const RUNS: readonly (readonly [string, Browser, () => Promise<Engine>, readonly Scenario[]])[] = [
  ['Chromium', 'Chromium', startChromium, [...ALL, ...REMEMBERED]],
  ['Firefox', 'Firefox', startFirefox, ALL],
  [
    'a private window of Firefox',
    'Firefox',
    () => startFirefox({ isPrivate: true }),
    [...WITH_CONTROL, VISIT[0]!],
  ],
  [
    'a private window of Firefox without Global Privacy Control',
    'Firefox',
    () => startFirefox({ isPrivate: true, sendsControl: false }),
    HISTORY,
  ],
  ['WebKit', 'WebKit', startWebKit, [...ALL, ...REMEMBERED]],
];

const hosts = useHosts(STRICT);
let shops = 0;
/** The loopback has many addresses, each an origin of its own. */
const nextOrigin = () => `http://127.0.0.${++shops + 1}:${PAGES_PORT}`;

for (const [name, browser, start, scenarios] of RUNS)
  test.describe(name, () => {
    let engine: Engine;
    test.beforeAll(async () => {
      engine = await start();
      console.info(`${name}: ${engine.version}`);
    });
    test.afterAll(() => engine.close());
    for (const [behaviour, see] of scenarios)
      test(behaviour, async ({}, info) => {
        const shop = new Shop(hosts, browser, engine, nextOrigin(), (file) => info.outputPath(file));
        await see(shop);
        await shop.close();
      });
  });
