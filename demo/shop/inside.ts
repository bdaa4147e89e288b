import type { Interest, Recommender } from 'vitrine';
import { catalogue, type Catalogue } from './catalogue.ts';
import { h } from './h.ts';
import { readConsent, writeConsent } from './settings.ts';
import { onTiming, timings } from './timings.ts';

/** The panel that shows the state of the recommender, and lets the shopper change their history. */
export function insidePanel(recommender: Recommender): HTMLElement {
  const facts = h('dl', { class: 'facts' });
  const interests = h('ul', { class: 'interests' });
  const history = h('ol', { class: 'history' });
  const speed = h('table', {}, h('caption', {}, 'Last timings'));
  const remember = h('button', { type: 'button', onclick: () => void switchConsent() });
  const panel = h(
    'details',
    { class: 'inside' },
    h('summary', {}, 'Inside Vitrine'),
    h(
      'div',
      { class: 'inside-body' },
      h('p', { class: 'quiet' }, 'Everything here stays in your browser.'),
      facts,
      speed,
      h('h3', {}, 'Interests'),
      interests,
      h('h3', {}, 'History'),
      history,
      h(
        'div',
        { class: 'buttons' },
        remember,
        h('button', { type: 'button', onclick: () => void recommender.eraseProfile() }, 'Erase'),
        h('button', { type: 'button', onclick: () => void download(recommender) }, 'Export'),
      ),
    ),
  );

  async function switchConsent(): Promise<void> {
    const consent = readConsent() === 'granted' ? 'denied' : 'granted';
    writeConsent(consent);
    await recommender.setConsent(consent);
  }

  async function refresh(): Promise<void> {
    const [profile, { fetched, stored }, products] = await Promise.all([
      recommender.profile(),
      recommender.verify(),
      catalogue(),
    ]);
    const { events, interests: found, kept, backend, reason, items, dim } = profile;
    const megabytes = fetched.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    const rows: [string, string][] = [
      ['Back end', reason === undefined ? backend : `${backend}: ${reason}`],
      ['Catalogue', `${items} items, ${dim} dimensions`],
      [
        'History kept',
        kept === 'disk'
          ? `on this device, ${events.length} events`
          : `in memory only, ${events.length} events`,
      ],
      ['Stored', `${stored.bytes} bytes${stored.encrypted ? ', encrypted' : ''}`],
      ['Fetched', `${fetched.length} files, ${megabytes.toFixed(1)} MB; sent: nothing`],
    ];
    facts.replaceChildren(...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
    interests.replaceChildren(...found.map((interest) => interestRow(recommender, interest, products)));
    const latest = events.slice(-20).reverse();
    const nameOf = (id: string) => products.get(id)?.title ?? id;
    history.replaceChildren(
      ...latest.map(({ name, ids, term }) =>
        h('li', {}, h('code', {}, name), ` ${term ?? ids.map(nameOf).join(', ')}`),
      ),
    );
    remember.textContent =
      readConsent() === 'granted' ? 'Forget me when I leave' : 'Remember me on this device';
    const measured = [...timings()].map(([name, shelf]) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, name),
        h('td', {}, `${shelf.ms.toFixed(1)} ms`),
        h('td', {}, shelf.provider ?? shelf.backend),
      ),
    );
    speed.replaceChildren(h('caption', {}, 'Last timings'), ...measured);
  }

  const refreshIfOpen = () => {
    if (panel.open) void refresh();
  };
  panel.addEventListener('toggle', refreshIfOpen);
  recommender.on('change', refreshIfOpen);
  onTiming(refreshIfOpen);
  return panel;
}

/** One interest, named by its items. Its switch mutes it, for a gift or for somebody else's visit on this device. */
function interestRow(recommender: Recommender, { objectIDs, share, muted }: Interest, products: Catalogue) {
  const titles = objectIDs.slice(0, 3).map((id) => products.get(id)?.title ?? id);
  const items = objectIDs.map((id) => ({ item_id: id }));
  const toggle = () => void recommender.track(muted ? 'unmute' : 'mute', { items });
  return h(
    'li',
    {},
    h(
      'label',
      {},
      h('input', { type: 'checkbox', checked: !muted, onchange: toggle }),
      ` ${titles.join(', ')}`,
    ),
    h('span', { class: 'quiet' }, muted ? ' not for me' : ` ${Math.round(share * 100)} %`),
  );
}

async function download(recommender: Recommender): Promise<void> {
  const file = new Blob([JSON.stringify(await recommender.exportProfile(), null, 2)], {
    type: 'application/json',
  });
  const url = URL.createObjectURL(file);
  h('a', { href: url, download: 'my-history.json' }).click();
  URL.revokeObjectURL(url);
}
