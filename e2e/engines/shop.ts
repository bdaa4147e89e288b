import { expect } from '@playwright/test';
import type { Recommender } from '../../src/index.ts';
import { makePage, type Made } from '../made-page.ts';
import type { Hosts } from '../page-server.ts';
import type { Browser, Engine, Tab } from './engine.ts';

/** A page of the suite: its recommender, once it is ready, and what must not happen on it. */
export type Page = Window & { readonly own: Recommender; readonly bad: string[] };

/** What must not happen on a page: uncaught errors, refusals of the policy, warnings of Vitrine. */
const OBSERVE = `
  window.bad = [];
  addEventListener('securitypolicyviolation', (event) => bad.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
  addEventListener('error', (event) => bad.push('error: ' + event.message));
  addEventListener('unhandledrejection', (event) => bad.push('rejection: ' + event.reason));
  const warn = console.warn;
  console.warn = (...all) => { bad.push('warning: ' + all.join(' ')); warn.apply(console, all); };
`;

/** Takes shared workers away, as browsers without them are. */
export const WITHOUT_SHARED_WORKER = 'delete window.SharedWorker;';
export const GRANTED = 'data-pack="/pack/manifest.json" data-consent="granted"';

/** One shop, with an origin of its own: no scenario meets what another has stored. */
export class Shop {
  readonly #tabs: Tab[] = [];

  /** @param origin Of the shop's host. */
  constructor(
    readonly hosts: Hosts,
    readonly browser: Browser,
    private readonly engine: Engine,
    private readonly origin: string,
    /** Where a file of that name may be kept after the run. */
    readonly keptAt: (name: string) => string,
  ) {}

  /** Makes a page of the shop. @returns Its address. */
  page(name: string, { script = '', ...made }: Made = {}): string {
    makePage(this.hosts, name, { ...made, script: OBSERVE + script });
    return `${this.origin}/${name}.html`;
  }

  /** Opens a page in a tab of its own, and waits for its recommender. */
  async open(address: string): Promise<Tab> {
    const tab = await this.tab();
    await tab.goto(address);
    await ready(tab);
    return tab;
  }

  /** Opens an empty tab. */
  async tab(): Promise<Tab> {
    const tab = await this.engine.openTab();
    this.#tabs.push(tab);
    return tab;
  }

  /** A page of the shop's origin without any script. */
  blank(): string {
    this.hosts.made.set('/blank.html', '<!doctype html><title>blank</title>');
    return `${this.origin}/blank.html`;
  }

  async close(): Promise<void> {
    for (const tab of this.#tabs) await tab.close().catch(() => undefined); // a scenario may have closed it
  }
}

/** Waits for the page's recommender, and keeps it on the page as `own`. */
export function ready(tab: Tab): Promise<void> {
  return eventually(() =>
    tab.run(async () => {
      const own = await window.vitrine;
      return Boolean(Object.assign(window, { own }).own);
    }),
  ).toBe(true);
}

/** Tracks views of items, one after the other. */
export function view(tab: Tab, ...ids: string[]): Promise<void> {
  return tab.run(async (ids: string[]) => {
    for (const item_id of ids)
      await (window as unknown as Page).own.track('view_item', { items: [{ item_id }] });
  }, ids);
}

/** The events of a tab's history, each as a line of its name and its ids. */
export function events(tab: Tab): Promise<string[]> {
  return tab.run(async () => {
    const { events } = await (window as unknown as Page).own.exportProfile();
    return events.map(({ name, ids }) => [name, ...ids].join(' '));
  });
}

export const views = (...ids: string[]) => ids.map((id) => `view_item ${id}`);

export function databases(tab: Tab): Promise<string[]> {
  return tab.run(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
}

/** Where the history is, and why it is not on the disk. */
export function kept(tab: Tab): Promise<string> {
  return tab.run(async () => {
    const { kept, keptReason } = await (window as unknown as Page).own.profile();
    return [kept, keptReason].filter(Boolean).join(' ');
  });
}

/** The ids of the items on the page's shelves, shelf by shelf, as the demo's addresses name them. */
export function shelves(tab: Tab): Promise<string[][]> {
  return tab.run(() =>
    [...document.querySelectorAll('vitrine-shelf')].map(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll<HTMLAnchorElement>('.card .link') ?? [])].map(
        ({ href }) => href.split('/').at(-1) ?? '',
      ),
    ),
  );
}

/** What has happened on the page that must not. */
export const bad = (tab: Tab) => tab.run(() => (window as unknown as Page).bad);

/** Asks again and again until the answer is the one expected. */
export const eventually = <Answer>(ask: () => Promise<Answer>) => expect.poll(ask, { timeout: 20_000 });
