import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { seeded } from '../src/core/vectors/random.ts';
import { soaking, tellSoak } from '../src/testing/soak.ts';
import { makePage } from './made-page.ts';
import { STRICT } from './page-server.ts';
import { idsOf, openTabs, type Own } from './tabs.ts';
import { useHosts } from './use-hosts.ts';

/** `VITRINE_ROUNDS` sets the number of rounds, `VITRINE_SEED` the first seed. */
const ROUNDS = Number(process.env['VITRINE_ROUNDS'] ?? (soaking ? 310 : 6));
const SEED = Number(process.env['VITRINE_SEED'] ?? 1);
const TABS = 4;
/** Milliseconds by which the clocks of two tabs may differ. */
const SKEW = 10;

const hosts = useHosts(STRICT);

/** The tabs of a round: one engine for all, an engine for each, or both kinds side by side. */
const MIXES = { shared: [], own: [0, 1, 2, 3], mixed: [0, 2] } as const;
type Mix = keyof typeof MIXES;

type Action = 'track' | 'granted' | 'denied' | 'erase' | 'import' | 'export';
/** What a tab did, by the clock that all tabs share. An import brings one event, whose item has the id. */
interface Done {
  readonly action: Action;
  readonly id: string;
  readonly began: number;
  readonly ended: number;
  readonly code?: string;
}

const actionOf = (draw: number): Action => {
  if (draw < 0.5) return 'track';
  const others = ['granted', 'denied', 'erase', 'import', 'export'] as const;
  return others[Math.floor((draw - 0.5) * 2 * others.length)]!;
};

async function openMix(context: BrowserContext, mix: Mix): Promise<Page[]> {
  const attributes = 'data-pack="/pack/manifest.json" data-backend="js" data-capture="off"';
  const shared = makePage(hosts, 'race', { attributes });
  const own = makePage(hosts, 'race-own', { attributes: `${attributes} data-shared="off"` });
  const isOwn = (tab: number) => (MIXES[mix] as readonly number[]).includes(tab);
  const opened = Array.from({ length: TABS }, (_, tab) => openTabs(context, isOwn(tab) ? own : shared, 1));
  return (await Promise.all(opened)).flat();
}

/** Does all of a tab's actions without waiting for one before the next. Resolves once each has ended. */
function race(page: Page, actions: readonly (readonly [Action, string])[]): Promise<Done[]> {
  return page.evaluate(async (actions) => {
    const { own } = window as unknown as Own;
    const empty = await own.exportProfile();
    const calls: Record<Action, (id: string) => Promise<unknown>> = {
      track: (id) => own.track('view_item', { items: [{ item_id: id }] }),
      granted: () => own.setConsent('granted'),
      denied: () => own.setConsent('denied'),
      erase: () => own.eraseProfile(),
      import: (id) =>
        own.importProfile({ ...empty, events: [{ name: 'view_item', ids: [id], at: Date.now() }] }),
      export: () => own.exportProfile(),
    };
    const now = () => performance.timeOrigin + performance.now();
    return Promise.all(
      actions.map(async ([action, id], place) => {
        await new Promise((resolve) => setTimeout(resolve, place * 7));
        const began = now();
        const code = await calls[action](id).then(
          () => undefined,
          (error: { code?: string }) => error.code ?? `no code: ${String(error)}`,
        );
        return { action, id, began, ended: now(), ...(code !== undefined && { code }) };
      }),
    );
  }, actions);
}

const kept = (page: Page) =>
  page.evaluate(async () => {
    const { kept, keptReason } = await (window as unknown as Own).own.profile();
    return keptReason ?? kept;
  });
const say = (page: Page, consent: 'granted' | 'denied') =>
  page.evaluate((consent) => (window as unknown as Own).own.setConsent(consent), consent);
const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).length);

test(`${ROUNDS} rounds of random calls in ${TABS} tabs at once lose no event, and bring none back`, async ({
  browser,
}) => {
  test.setTimeout(60_000 + ROUNDS * 20_000);
  let [calls, events, erasures, lost, returned, slowest] = [0, 0, 0, 0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const seed = SEED + round;
    const random = seeded(seed);
    const mix = (['mixed', 'shared', 'own'] as const)[seed % 3]!;
    const context = await browser.newContext();
    const pages = await openMix(context, mix);
    const plans = pages.map((_, tab) =>
      Array.from(
        { length: 2 + Math.floor(random() * 5) },
        (_, i) => [actionOf(random()), `${tab}-${i}`] as const,
      ),
    );
    const done = (await Promise.all(pages.map((page, tab) => race(page, plans[tab]!)))).flat();
    const what = `seed ${seed}, ${mix}: ${JSON.stringify(done)}`;
    expect(
      done.filter(({ code }) => code !== undefined),
      what,
    ).toEqual([]);

    await say(pages[Math.floor(random() * TABS)]!, 'granted');
    for (const page of pages) await expect.poll(() => kept(page), what).toBe('disk');
    // An import replaces the history, so it erases, too.
    const erased = done.filter(({ action }) => action === 'erase' || action === 'import');
    const written = done.filter(({ action }) => action === 'track' || action === 'import');
    // What overlaps an erasure may be there or not.
    const mustStay = written.filter((one) =>
      erased.every((other) => other === one || other.ended + SKEW < one.began),
    );
    const mustGo = written.filter((one) => erased.some(({ began }) => began > one.ended + SKEW));
    const state = async () => (await Promise.all(pages.map(idsOf))).map((ids) => ids.toSorted().join());
    await expect.poll(async () => new Set(await state()).size, what).toBe(1);
    const ids = new Set(await idsOf(pages[0]!));
    const [missing, back] = [
      mustStay.filter(({ id }) => !ids.has(id)),
      mustGo.filter(({ id }) => ids.has(id)),
    ];
    expect([missing, back], what).toEqual([[], []]);

    await say(pages[Math.floor(random() * TABS)]!, 'denied');
    for (const page of pages) await expect.poll(() => kept(page), what).toBe('memory');
    await expect.poll(() => databases(pages[0]!), what).toBe(0);
    await context.close();

    calls += done.length;
    events += written.length;
    erasures += erased.length;
    lost += missing.length;
    returned += back.length;
    slowest = Math.max(slowest, ...done.map(({ began, ended }) => ended - began));
  }
  const note = `${calls} calls, ${erasures} erasures, ${returned} events returned, slowest call ${Math.round(slowest)} ms`;
  console.info(`${ROUNDS} rounds: ${events} events, ${lost} lost; ${note}`);
  tellSoak({ what: 'Races: random calls in four tabs', rounds: ROUNDS, faults: 0, lost, note });
});
