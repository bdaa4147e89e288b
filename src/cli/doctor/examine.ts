import { itemsByName, nameKey } from '../../core/items-by-name.ts';
import { loadDetailedPack } from '../../pack/details.ts';
import type { Item } from '../../types.ts';
import { packAt } from '../inspect/open-pack.ts';
import { fetched, type Fetched } from './fetched.ts';
import { pageTags, type PageTags } from './page-tags.ts';
import { blockedBy } from './policy.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly grade: 'ok' | 'note' | 'wrong';
  readonly about: string;
  readonly says: string;
}

const DAY = 24 * 60 * 60_000;
const OLD = 8;

/** Looks at a live page of a shop as a browser would, before scripts run. @throws {VitrineError} if the page does not answer. */
export async function examine(address: string): Promise<Finding[]> {
  const page = await fetched(address);
  const findings: Finding[] = [];
  const say = (grade: Finding['grade'], about: string, says: string) =>
    void findings.push({ grade, about, says });
  say(page.status < 400 ? 'ok' : 'wrong', 'page', `${page.url} answered ${page.status}`);
  const tags = pageTags(new TextDecoder().decode(page.bytes));
  const tag = tagOf(tags, page.url);
  if (!tag.script)
    say('wrong', 'tag', 'the page has no script tag of vitrine.js; a tag manager may add it later');
  else if (tag.feed) say('ok', 'tag', `${tag.script} with data-feed ${tag.feed}`);
  else if (!tag.pack)
    say(
      'wrong',
      'tag',
      `${tag.script} has no data-pack: add it, or write ${tag.script}?pack=/pack/manifest.json`,
    );
  else say('ok', 'tag', `${tag.script} with data-pack ${tag.pack}`);
  if (tag.script && tag.type !== 'module') say('wrong', 'tag', 'the script tag needs type="module"');
  say('note', 'elements', tags.elements.join(', ') || 'none in the page’s text');
  const script = tag.script ?? new URL('/vitrine/vitrine.js', page.url).href;
  if (tag.script) for (const file of filesBeside(tag.script, tags)) await sayFile(file, page.url, say);
  if (tag.feed) await sayFeed(tag.feed, page.url, say);
  const items = tag.pack ? await sayPack(tag.pack, page.url, say) : undefined;
  const policies = [...tags.policies, page.headers.get('content-security-policy') ?? ''].filter(Boolean);
  const blocked = policies.flatMap((policy) =>
    blockedBy(policy, { page: page.url, script, pack: tag.pack ?? tag.feed ?? page.url }),
  );
  for (const what of blocked) say('wrong', 'policy', `blocks ${what}`);
  if (blocked.length === 0)
    say('ok', 'policy', policies.length > 0 ? 'blocks nothing of Vitrine' : 'the page has none');
  sayIds(tags, items, say);
  say('note', 'seen', tags.seen.join(', ') || 'no data layer and no consent platform in the page’s text');
  return findings;
}

type Say = (grade: Finding['grade'], about: string, says: string) => void;

function tagOf({ scripts }: PageTags, page: string) {
  const own = scripts.find(
    ({ 'data-pack': pack, 'data-feed': feed, type }) => (pack ?? feed) !== undefined && type === 'module',
  );
  const script = own ?? scripts.find(({ src = '' }) => /(?:^|\/)vitrine[\w.-]*\.js(?:\?|$)/.test(src));
  const src = script?.['src'] === undefined ? undefined : new URL(script['src'], page).href;
  const option = (name: string) => {
    const given = script?.[`data-${name}`] ?? (src && new URL(src).searchParams.get(name));
    return given ? new URL(given, page).href : undefined;
  };
  return {
    script: src,
    type: script?.['type'],
    pack: option('pack'),
    feed: option('feed'),
  };
}

/** The files that every page's visit fetches. */
function filesBeside(script: string, { styles }: PageTags): string[] {
  const css = styles.filter((href) => href.includes('vitrine.css')).map((href) => new URL(href, script).href);
  const beside = ['vitrine-page.js', 'elements.js', 'vitrine-entry.js'].map(
    (file) => new URL(file, script).href,
  );
  return [script, ...beside, ...css];
}

async function sayFile(url: string, page: string, say: Say): Promise<void> {
  const file = await fetched(url, new URL(page).origin);
  const type = file.headers.get('content-type') ?? 'none';
  const wanted = url.includes('.css') ? /text\/css/ : /javascript/;
  if (file.status !== 200) say('wrong', 'file', `${url} answered ${file.status}`);
  else if (!wanted.test(type)) say('wrong', 'file', `${url} has the content type ${type}`);
  else sayServed(file, page, 'file', say);
}

/** Compression, cross-origin headers and cookies. */
function sayServed({ url, headers }: Fetched, page: string, about: string, say: Say): void {
  const packed = headers.get('content-encoding');
  const isElsewhere = new URL(url).origin !== new URL(page).origin;
  const allowed = headers.get('access-control-allow-origin');
  if (headers.has('set-cookie')) say('wrong', about, `${url} sets a cookie: it needs none`);
  if (isElsewhere && allowed !== '*' && allowed !== new URL(page).origin)
    say('wrong', about, `${url} has no access-control-allow-origin for ${new URL(page).origin}`);
  say(
    packed ? 'ok' : 'note',
    about,
    `${url} comes ${packed ? `compressed (${packed})` : 'without compression'}`,
  );
}

async function sayFeed(url: string, page: string, say: Say): Promise<void> {
  const feed = await fetched(url, new URL(page).origin);
  if (feed.status === 200) sayServed(feed, page, 'feed', say);
  else say('wrong', 'feed', `${url} answered ${feed.status}`);
}

async function sayPack(url: string, page: string, say: Say): Promise<readonly Item[] | undefined> {
  try {
    const manifest = await fetched(url, new URL(page).origin);
    if (manifest.status === 200) sayServed(manifest, page, 'pack', say);
    const { items } = await loadDetailedPack(packAt(url));
    const at = Date.parse(manifest.headers.get('last-modified') ?? '');
    const days = Math.floor((Date.now() - at) / DAY);
    const age = Number.isNaN(at) ? 'its host does not say how old it is' : `${days} days old`;
    say(days > OLD ? 'note' : 'ok', 'pack', `${items.length} items, ${age}`);
    return items;
  } catch (error) {
    say('wrong', 'pack', (error as Error).message);
    return undefined;
  }
}

function sayIds({ ids }: PageTags, items: readonly Item[] | undefined, say: Say): void {
  for (const [source, found] of [
    ['JSON-LD', ids.jsonLd],
    ['microdata', ids.microdata],
  ] as const) {
    if (found.length === 0) say('note', 'product', `no product in ${source}`);
    else if (items) {
      const known = knownIn(items, found);
      const says = `${source} names ${found.slice(0, 5).join(', ')}; the pack knows ${known.slice(0, 5).join(', ') || 'none of them'}`;
      say(known.length > 0 ? 'ok' : 'wrong', 'product', says);
    } else say('note', 'product', `${source} names ${found.slice(0, 5).join(', ')}`);
  }
}

/** The ids and addresses that the pack has. */
function knownIn(items: readonly Item[], given: readonly string[]): string[] {
  const own = new Set(items.map(({ id }) => id));
  const paths = new Set(items.flatMap(({ url }) => pathOf(url) ?? []));
  const { ids } = itemsByName(items, ({ ids: others = [], group }) => [...others, group]);
  return given.filter((id) => own.has(id) || ids.has(nameKey(id)) || paths.has(pathOf(id) ?? ''));
}

function pathOf(address = ''): string | undefined {
  return /^(?:https?:)?\/\/|^\//.test(address) && URL.canParse(address, 'https://a')
    ? new URL(address, 'https://a').pathname
    : undefined;
}
