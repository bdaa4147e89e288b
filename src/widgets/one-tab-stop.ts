/**
 * Makes a row of cards one stop of the Tab key. Left and Right go from card to card, Home and End to the first and the last,
 * Up and Down between what a card holds. What a card shows only while it is open keeps its own stops.
 *
 * @param list Its children are the cards.
 */
export function oneTabStop(list: HTMLElement): void {
  let current: HTMLElement | undefined;

  const update = () => {
    const stops = cardsOf(list).flat();
    if (!current || !stops.includes(current)) [current] = stops;
    for (const stop of stops) stop.tabIndex = stop === current ? 0 : -1;
  };
  list.addEventListener('focusin', (event) => {
    const focused = cardsOf(list)
      .flat()
      .find((stop) => event.composedPath().includes(stop));
    if (!focused) return;
    current = focused;
    update();
  });
  list.addEventListener('keydown', (event) => {
    const next = event.defaultPrevented ? undefined : nextStop(cardsOf(list), event, isRightToLeft(list));
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  new MutationObserver(update).observe(list, { childList: true });
  update();
}

/** The stops of each card, in their order: its link, its disclosure, and what can be pressed. */
function cardsOf(list: HTMLElement): HTMLElement[][] {
  return [...list.children].map((card) => {
    const own = [...card.querySelectorAll<HTMLElement>('a[href], summary, button.act, .include input')];
    const slot = card.querySelector('slot');
    const given = slot
      ?.assignedElements()
      .flatMap((element) => [
        ...(element.matches('a[href]') ? [element as HTMLElement] : []),
        ...element.querySelectorAll<HTMLElement>('a[href], button'),
      ]);
    return [...(given ?? []), ...own];
  });
}

function nextStop(
  cards: readonly HTMLElement[][],
  event: KeyboardEvent,
  rightToLeft: boolean,
): HTMLElement | undefined {
  const path = event.composedPath();
  const at = cards.findIndex((stops) => stops.some((stop) => path.includes(stop)));
  const card = cards[at];
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const within = card.findIndex((stop) => path.includes(stop));
  const filled = (list: readonly HTMLElement[][]) => list.find((stops) => stops.length > 0);
  const sideways = (step: number) => {
    const rest = step > 0 ? cards.slice(at + 1) : cards.slice(0, at).reverse();
    const stops = filled(rest);
    return stops && stops[Math.min(within, stops.length - 1)];
  };
  const forward = rightToLeft ? -1 : 1;
  switch (event.key) {
    case 'ArrowRight':
      return sideways(forward);
    case 'ArrowLeft':
      return sideways(-forward);
    case 'ArrowDown':
      return card[within + 1];
    case 'ArrowUp':
      return card[within - 1];
    case 'Home':
      return filled(cards)?.[0];
    case 'End':
      return filled(cards.toReversed())?.[0];
    default:
      return undefined;
  }
}

function isRightToLeft(list: HTMLElement): boolean {
  return getComputedStyle(list).direction === 'rtl';
}
