import { h } from '../h.ts';
import type { Page } from '../shop.ts';

/** A page that only says something. */
export function messagePage(heading: string, text: string, ...more: HTMLElement[]): Page {
  const home = h('p', {}, h('a', { class: 'button', href: '/' }, 'To the home page'));
  const said = h(
    'div',
    { class: 'wide message', role: 'status' },
    h('h1', {}, heading),
    h('p', {}, text),
    ...more,
    home,
  );
  return { title: `${heading} · Paper & Oak`, node: said };
}
