import { h } from '../h.ts';
import type { Page } from './page.ts';

/** The shopper's history, in Vitrine's own element. It uses the recommender that the shop provides. */
export function privacyPage(): Page {
  void import('vitrine/elements'); // defines <vitrine-privacy>
  return {
    title: 'Privacy',
    content: [h('h1', {}, 'Privacy'), document.createElement('vitrine-privacy')],
  };
}
