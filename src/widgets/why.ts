import { arrived } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import type { WhyOptions } from './why-options.ts';

/** "Why this?": a disclosure, whose panel is filled when it is first opened. */
export function why(item: ShelfItem, options: WhyOptions): HTMLDetailsElement {
  const panel = h('div', { part: 'why-panel', class: 'panel' });
  const ontoggle = () => {
    shelfControls()
      .then(({ followWhy }) => followWhy(details, panel, item, options))
      .catch(warn);
  };
  const name = h('span', { class: 'visually-hidden' }, ' ', h('bdi', {}, item.title));
  const summary = h('summary', { part: 'why-button' }, options.strings.why, name);
  const details = h('details', { part: 'why', ontoggle }, summary, panel);
  return details;
}

/** What a shelf needs only once it shows: every page with a shelf loads it, after the shelf's cards are there. */
export const shelfControls = () => arrived(() => import('./shelf-controls.ts'));
