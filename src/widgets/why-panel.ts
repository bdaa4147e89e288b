import type { ShelfItem } from '../types.ts';
import whyCss from './css/why.css?inline';
import { adoptFirst, sheetOf } from './css/sheet.ts';
import { h } from './h.ts';
import { openBeside } from './open-beside.ts';
import { reasonText } from './reason-text.ts';
import type { Strings } from './strings/strings.ts';
import type { Feedback, WhyOptions } from './why-options.ts';

/** Shows the panel of a disclosure that has been opened, beside its card. One that has been closed hides it by itself. */
export async function followWhy(
  details: HTMLDetailsElement,
  panel: HTMLElement,
  item: Pick<ShelfItem, 'reasons'>,
  options: WhyOptions,
): Promise<void> {
  if (!details.open) return;
  if (!panel.hasChildNodes()) {
    adoptFirst(details.getRootNode() as ShadowRoot, sheetOf(whyCss));
    await fillPanel(panel, item, options);
  }
  if (details.open && details.isConnected) openBeside(panel, details);
}

/** Fills the panel: the reasons as sentences, and two buttons to answer. */
async function fillPanel(
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
