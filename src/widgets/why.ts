import type { ShelfItem } from '../types.ts';
import { sentencesOf } from './reason-text.ts';
import { h } from './h.ts';
import type { Strings } from './strings/strings.ts';

/** What a shopper can say to a recommendation. */
export type Opinion = 'like' | 'hide';

export interface WhyOptions {
  readonly strings: Strings;
  /** Titles by id; asked for when the disclosure is first opened. */
  titles(): Promise<ReadonlyMap<string, string>>;
  tell(opinion: Opinion): void;
}

/** "Why this?": a disclosure with the reasons as sentences, and two ways to answer. */
export function why(
  { title, reasons }: ShelfItem,
  { strings, titles, tell }: WhyOptions,
): HTMLDetailsElement {
  const list = h('ul', { part: 'reasons' });
  const action = (opinion: Opinion, text: string) =>
    h(
      'button',
      {
        type: 'button',
        part: 'action',
        onclick: () => {
          tell(opinion);
        },
      },
      text,
    );
  const actions = [action('like', strings.moreLikeThis), action('hide', strings.notForMe)];
  const panel = h(
    'div',
    { part: 'why-panel', class: 'panel' },
    list,
    h('div', { class: 'actions' }, ...actions),
  );

  const open = async () => {
    if (!details.open || list.hasChildNodes()) return;
    const known = await titles().catch(() => new Map<string, string>());
    list.replaceChildren(...sentencesOf(reasons, strings, known).map((sentence) => h('li', {}, sentence)));
  };
  const close = (event: Event) => {
    if ((event as KeyboardEvent).key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary')!.focus();
  };
  const summary = h(
    'summary',
    { part: 'why-button' },
    strings.why,
    h('span', { class: 'unseen' }, ` ${title}`),
  );
  const details = h(
    'details',
    { part: 'why', ontoggle: () => void open(), onkeydown: close },
    summary,
    panel,
  );
  return details;
}
