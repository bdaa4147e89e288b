import { h } from '../h.ts';
import type { Page } from './page.ts';

export function missingPage(): Page {
  return {
    title: 'Not here',
    content: [
      h('h1', {}, 'There is nothing here'),
      h('p', {}, 'Try the search, or ', h('a', { href: '/' }, 'go home'), '.'),
    ],
  };
}
