import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import { reasonText } from './reason-text.ts';
import type { Strings } from './strings/strings.ts';
import type { Feedback, WhyOptions } from './why-options.ts';

/** Fills the panel of "Why this?": the reasons as sentences, and two buttons to answer. */
export async function fillPanel(
  panel: HTMLElement,
  { reasons }: Pick<ShelfItem, 'reasons'>,
  { strings, titles, onFeedback }: WhyOptions,
): Promise<void> {
  const byId = await titles().catch(() => new Map<string, string>());
  const sentences = reasonText(reasons, strings, byId);
  panel.replaceChildren(
    h('ul', { part: 'reasons' }, ...sentences.map((sentence) => h('li', {}, sentence))),
    h('div', { class: 'actions' }, ...actions(strings, onFeedback)),
  );
}

function actions(strings: Strings, onFeedback: (feedback: Feedback) => void): HTMLButtonElement[] {
  const texts = [
    ['like', strings.moreLikeThis],
    ['hide', strings.notForMe],
  ] as const;
  return texts.map(([feedback, text]) => {
    const onclick = () => {
      onFeedback(feedback);
    };
    return h('button', { type: 'button', part: 'action', onclick }, text);
  });
}
