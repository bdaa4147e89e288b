import { h } from './h.ts';
import { STEPS, type Reader } from './tour-steps.ts';

/** For the visit: the reader and the number of the step, such as `shop 2`, or `done`. */
const KEY = 'demo tour';

/** Shows the tour's step on its page. It lies in the corner, over nothing that moves, and Escape ends it. */
export function startTour(corner: HTMLElement): void {
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-tour], #start-tour');
    if (!button) return;
    const reader = button.dataset['tour'] ?? 'shopper';
    if (reader === '') end();
    else go(reader as Reader, 0);
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && card) end();
  });
  let card: HTMLElement | undefined;
  const found = /^(shopper|shop|developer) (\d)$/.exec(sessionStorage.getItem(KEY) ?? '');
  if (found) show(found[1] as Reader, Number(found[2]));

  /** Goes to a step, on another page if it has to. */
  function go(reader: Reader, number: number): void {
    const step = STEPS[reader][number];
    if (!step) {
      end();
      return;
    }
    remember(`${reader} ${number}`);
    if (location.pathname === step.page) show(reader, number);
    else location.href = step.page;
  }

  function show(reader: Reader, number: number): void {
    const step = STEPS[reader][number];
    if (!step) return;
    clear();
    const isHere = location.pathname === step.page;
    const target = isHere ? document.querySelector(step.target) : null;
    target?.classList.add('toured');
    target?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    const isLast = number === STEPS[reader].length - 1;
    const next = h('button', { type: 'button', class: 'primary' }, isLast ? 'Done' : 'Next');
    next.onclick = () => {
      go(reader, number + 1);
    };
    const back = h('button', { type: 'button', hidden: isHere }, 'Back to the tour');
    back.onclick = () => {
      go(reader, number);
    };
    card = h(
      'aside',
      { class: 'note tour', 'aria-label': `Tour, step ${number + 1} of ${STEPS[reader].length}` },
      h('p', { 'aria-live': 'polite' }, step.text),
      h(
        'div',
        { class: 'buttons' },
        back,
        next,
        h('button', { type: 'button', class: 'plain', onclick: end }, 'End the tour'),
        h('span', { class: 'quiet' }, `${number + 1} of ${STEPS[reader].length}`),
      ),
    );
    corner.prepend(card);
    if (isHere) next.focus({ preventScroll: true });
  }

  function end(): void {
    remember('done');
    clear();
  }

  function clear(): void {
    card?.remove();
    card = undefined;
    document.querySelector('.toured')?.classList.remove('toured');
  }
}

function remember(text: string): void {
  sessionStorage.setItem(KEY, text);
  document.documentElement.dataset['tour'] = 'answered';
}
