import type { Recommender } from '../../src/index.ts';
import { createRecommender } from '../../src/index.ts';
import { h } from './h.ts';
import { readOptions } from './options.ts';
import { savedConsent } from './consent.ts';

const MANIFEST = '/pack/manifest.json';

async function packIsThere() {
  const response = await fetch(MANIFEST, { cache: 'no-store' }).catch(() => undefined);
  return Boolean(response?.ok && response.headers.get('content-type')?.includes('json'));
}

/** Starts the recommender as any shop would. */
export const startRecommender = (): Promise<Recommender> =>
  createRecommender({ pack: MANIFEST, consent: savedConsent() ?? 'denied', ...readOptions() });

/** Why there are no shelves, for the person in front of the page. */
export async function notice(error: unknown): Promise<HTMLElement> {
  const said = (await packIsThere())
    ? [
        h('strong', {}, 'Recommendations could not start. '),
        error instanceof Error ? error.message : String(error),
      ]
    : [h('strong', {}, 'There is no pack yet. '), 'Run ', h('code', {}, 'npm start'), ', which builds it.'];
  return h('div', { class: 'wide notice', role: 'alert' }, h('p', {}, ...said));
}
