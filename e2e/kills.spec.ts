import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ownBrowserOn, type OwnBrowser } from './own-browser.ts';
import { SHOP } from './page-server.ts';
import { profileFolder, type ProfileFolder } from './profile-folder.ts';
import { soaking, tellSoak } from '../src/testing/soak.ts';
import { useHosts } from './use-hosts.ts';

/** `VITRINE_ROUNDS` sets the number of rounds. */
const ROUNDS = Number(process.env['VITRINE_ROUNDS'] ?? (soaking ? 200 : 6));
/** Milliseconds of writing before the kill, at most. */
const LONGEST = 500;

const hosts = useHosts();

test.beforeEach(() => {
  test.setTimeout(60_000 + ROUNDS * 15_000);
  hosts.made.set('/blank.html', '<!doctype html><meta charset="utf-8"><title>blank</title>');
});

/** Opens a page whose recommender keeps its history on the disk. @returns The page and the ids that are on the disk. */
async function visit({ browser }: OwnBrowser, acknowledged: (id: string) => void): Promise<[Page, string[]]> {
  const page = await browser.contexts()[0]!.newPage();
  await page.exposeFunction('acknowledged', acknowledged);
  await page.goto(`${SHOP}/blank.html`);
  const { kept, ids } = await page.evaluate(async () => {
    const source = '/vitrine/vitrine.js';
    const { createRecommender } = (await import(source)) as typeof import('../src/index.ts');
    const options = { pack: '/pack/manifest.json', backend: 'js', consent: 'granted' } as const;
    const recommender = await createRecommender(options);
    Object.assign(window, { recommender });
    const { kept, keptReason, events } = await recommender.profile();
    return { kept: keptReason ?? kept, ids: events.flatMap((event) => event.ids) };
  });
  expect(kept).toBe('disk');
  return [page, ids];
}

/** Writes one event after another until the page ends. */
function write(page: Page, round: number): Promise<void> {
  const writing = page.evaluate(async (round) => {
    const { recommender, acknowledged } = window as unknown as {
      recommender: import('../src/index.ts').Recommender;
      acknowledged: (id: string) => void;
    };
    for (let i = 0; ; i++) {
      await recommender.track('view_item', { items: [{ item_id: `${round}:${i}` }] });
      acknowledged(`${round}:${i}`);
    }
  }, round);
  return writing.catch(() => undefined);
}

/** Ends the page's process, but not the browser. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined); // a crashed page cannot answer
  await gone;
  await page.close();
}

const pause = (most: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * most));

/** How many events of each round are kept. They must begin with its first and have no gap. */
function countsOf(ids: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  let latest = 0;
  for (const id of ids) {
    const [round, i] = id.split(':').map(Number) as [number, number];
    // Without `expect`, which is too slow for so many events.
    if (round < latest) throw new Error(`an event of round ${round} comes after those of round ${latest}`);
    const next = counts.get(round) ?? 0;
    if (i !== next) throw new Error(`of round ${round}, event ${i} stands where event ${next} belongs`);
    counts.set((latest = round), i + 1);
  }
  return counts;
}

/**
 * Whether the browser, when it started, found no database of the site and made one. Chromium deletes the folder if a kill in
 * the middle of a write has left it in a state that LevelDB takes for damage.
 *
 * @see https://github.com/google/leveldb/issues/1287
 */
function hasDropped({ path }: ProfileFolder): boolean {
  const databases = join(path, 'Default', 'IndexedDB');
  const logs = readdirSync(databases).filter((name) => name.endsWith('.leveldb'));
  return logs.some((name) => readFileSync(join(databases, name, 'LOG'), 'utf8').includes('it was missing'));
}

async function withBrowser(folder: ProfileFolder, work: (own: OwnBrowser) => Promise<void>): Promise<void> {
  const own = await ownBrowserOn(folder);
  try {
    await work(own);
  } finally {
    await own.kill().catch(() => undefined); // it may have ended already
  }
}

test('after the page or the browser was killed at any moment, every acknowledged event is there, in order', async () => {
  await using folder = await profileFolder();
  const acknowledged = new Map<number, number>();
  let total = 0;
  const heard = (id: string) => {
    const [round, i] = id.split(':').map(Number) as [number, number];
    acknowledged.set(round, i + 1);
    total++;
  };
  let [lost, dropped] = [0, 0];
  const check = (ids: readonly string[]) => {
    const counts = countsOf(ids);
    if (ids.length === 0 && acknowledged.size > 0 && hasDropped(folder)) {
      dropped++;
      acknowledged.clear();
    }
    for (const [round, count] of acknowledged) lost += Math.max(0, count - (counts.get(round) ?? 0));
    expect(lost).toBe(0);
  };
  let round = 0;
  let [crashes, kills] = [0, 0];
  while (round < ROUNDS) {
    await withBrowser(folder, async (own) => {
      for (let isAlive = true; isAlive && round < ROUNDS; round++) {
        const [page, ids] = await visit(own, heard);
        check(ids);
        const writing = write(page, round);
        await pause(LONGEST);
        isAlive = round % 2 === 0;
        if (isAlive) {
          await crash(page);
          crashes++;
        } else {
          await own.kill();
          kills++;
        }
        await writing;
      }
    });
  }
  await withBrowser(folder, async (own) => {
    check((await visit(own, heard))[1]);
  });
  console.info(
    `${ROUNDS} rounds, ${crashes} pages and ${kills} browsers killed, ${total} events acknowledged, ${lost} lost; Chromium dropped all of the site's databases ${dropped} times`,
  );
  tellSoak({
    what: 'Kills: pages and browsers, under writing',
    rounds: ROUNDS,
    faults: crashes + kills,
    lost,
    note: `${total} events acknowledged; Chromium dropped all databases ${dropped} times`,
  });
  expect(total).toBeGreaterThan(ROUNDS);
});

test('an erasure interrupted by a kill erases everything or nothing, and an acknowledged erasure stays', async () => {
  await using folder = await profileFolder();
  const rounds = Math.ceil(ROUNDS / 3);
  let before: string[] = [];
  let [erased, whole] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    await withBrowser(folder, async (own) => {
      let isErased = false;
      const [page, ids] = await visit(own, (what) => (isErased = what === 'erased'));
      if (round > 0) expect([[], before]).toContainEqual(ids);
      before = await page.evaluate(async (round) => {
        const { recommender, acknowledged } = window as unknown as {
          recommender: import('../src/index.ts').Recommender;
          acknowledged: (what: string) => void;
        };
        for (let i = 0; i < 50; i++)
          await recommender.track('view_item', { items: [{ item_id: `${round}:${i}` }] });
        const { events } = await recommender.profile();
        setTimeout(() => {
          void recommender.eraseProfile().then(() => {
            acknowledged('erased');
          });
        });
        return events.flatMap((event) => event.ids);
      }, round);
      await pause(200);
      await own.kill();
      if (isErased) [before, erased] = [[], erased + 1];
      else whole++;
    });
  }
  await withBrowser(folder, async (own) => {
    const [page, ids] = await visit(own, () => undefined);
    expect([[], before]).toContainEqual(ids);
    const left = await page.evaluate(async () => {
      const { recommender } = window as unknown as { recommender: import('../src/index.ts').Recommender };
      await recommender.eraseProfile();
      return indexedDB.databases();
    });
    expect(left).toEqual([]);
  });
  tellSoak({
    what: 'Kills: browsers, under erasing',
    rounds,
    faults: rounds,
    lost: 0,
    note: `${erased} erasures acknowledged before`,
  });
  console.info(`${rounds} rounds, ${erased} erasures acknowledged before the kill, ${whole} not`);
});
