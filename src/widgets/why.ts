import type { ShelfItem } from '../types.ts';
import { reasonText } from './reason-text.ts';
import { h } from './h.ts';
import type { Strings } from './strings/strings.ts';

/** What a shopper can answer to a recommendation. */
export type Feedback = 'like' | 'hide';

export interface WhyOptions {
  readonly strings: Strings;
  /** Gives titles by item id. Called when the disclosure is first opened. */
  titles(): Promise<ReadonlyMap<string, string>>;
  onFeedback(feedback: Feedback): void;
}

/** "Why this?": a disclosure with the reasons as sentences, and two buttons to answer. */
export function why(
  { title, reasons }: ShelfItem,
  { strings, titles, onFeedback }: WhyOptions,
): HTMLDetailsElement {
  const list = h('ul', { part: 'reasons' });
  const action = (feedback: Feedback, text: string) =>
    h(
      'button',
      {
        type: 'button',
        part: 'action',
        onclick: () => {
          onFeedback(feedback);
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
    const byId = await titles().catch(() => new Map<string, string>());
    list.replaceChildren(...reasonText(reasons, strings, byId).map((sentence) => h('li', {}, sentence)));
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
    h('span', { class: 'visually-hidden' }, ` ${title}`),
  );
  const details = h(
    'details',
    { part: 'why', ontoggle: () => void open(), onkeydown: close },
    summary,
    panel,
  );
  return details;
}
