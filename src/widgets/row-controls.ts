import rowCss from './css/row.css?inline';
import { adoptFirst, sheetOf } from './css/sheet.ts';
import { h } from './h.ts';
import { oneTabStop } from './one-tab-stop.ts';
import type { Strings } from './strings/strings.ts';

/** The share of its width by which an arrow moves the row, so that a card that was cut off is seen whole. */
const STEP = 0.8;

/**
 * Gives a row of cards its arrows, which are there while there is more to see on that side, and makes it one stop of the
 * Tab key.
 *
 * @param head Where the arrows go. Its height must not depend on them.
 */
export function addRowControls(list: HTMLElement, head: HTMLElement, { row }: Strings): void {
  const arrow = (direction: -1 | 1, part: string, label: string) => {
    const onclick = () => {
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
      list.scrollBy({ left: direction * signOf(list) * STEP * list.clientWidth, behavior });
    };
    // Not a stop of the Tab key: the arrow keys do the same.
    return h('button', {
      type: 'button',
      part,
      class: 'arrow',
      tabindex: -1,
      title: label,
      'aria-label': label,
      onclick,
    });
  };
  const before = arrow(-1, 'previous', row.previous);
  const after = arrow(1, 'next', row.next);
  const arrows = h('div', { class: 'arrows', part: 'arrows' }, before, after);
  adoptFirst(list.getRootNode() as Document | ShadowRoot, sheetOf(rowCss));
  head.append(arrows);

  const update = () => {
    const passed = Math.abs(list.scrollLeft);
    const more = list.scrollWidth - list.clientWidth;
    const isRow = more > 1;
    arrows.classList.toggle('flipped', signOf(list) < 0);
    before.hidden = after.hidden = !isRow;
    before.disabled = passed <= 1;
    after.disabled = passed >= more - 1;
  };
  list.addEventListener('scroll', update);
  const sizes = new ResizeObserver(update);
  sizes.observe(list);
  new MutationObserver(update).observe(list, { childList: true });
  oneTabStop(list);
}

/** Which way the row goes: 1 to the right, -1 to the left. */
function signOf(list: HTMLElement): 1 | -1 {
  return getComputedStyle(list).direction === 'rtl' ? -1 : 1;
}
