import { placeBeside } from './place-beside.ts';

/** A panel that has less room than this is as high as it has to be, and the page scrolls to its end. */
const MIN_HEIGHT = 96;

/**
 * Shows the panel of an open disclosure beside the card that it is in, over whatever else is there, so that nothing on the
 * page moves. It closes by Escape, by a press elsewhere, and when the focus leaves it. A browser without popovers shows it
 * over the card.
 */
export function openBeside(panel: HTMLElement, details: HTMLDetailsElement): void {
  const card = details.closest('li') ?? details;
  const closed = new AbortController();
  const { signal } = closed;
  signal.addEventListener('abort', () => {
    if (panel.popover !== null && panel.isConnected) panel.hidePopover();
  });
  const close = () => {
    closed.abort();
    details.open = false;
  };
  const place = () => {
    if (details.isConnected) show(panel, card);
    else closed.abort();
  };
  details.addEventListener(
    'toggle',
    () => {
      if (!details.open) closed.abort();
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !details.isConnected) return;
      event.preventDefault(); // one press closes one thing
      close();
      details.querySelector('summary')!.focus({ preventScroll: true });
    },
    { signal },
  );
  document.addEventListener(
    'pointerdown',
    (event) => {
      if (!event.composedPath().includes(details)) close();
    },
    { signal },
  );
  details.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !details.contains(relatedTarget)) close();
    },
    { signal },
  );
  addEventListener('resize', place, { signal });
  document.addEventListener('scroll', place, { capture: true, passive: true, signal });
  place();
}

/** Puts the panel where `placeBeside` says, in places of the page, so that it scrolls with it. */
function show(panel: HTMLElement, card: Element): void {
  if (!('popover' in HTMLElement.prototype)) return;
  panel.popover = 'manual';
  if (!panel.matches(':popover-open')) panel.showPopover();
  panel.style.maxBlockSize = '';
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const rightToLeft = getComputedStyle(card).direction === 'rtl';
  const { offsetWidth, offsetHeight } = panel;
  const size = { width: offsetWidth, height: offsetHeight };
  const area = placeBeside(card.getBoundingClientRect(), size, { width, height }, rightToLeft);
  panel.style.left = `${area.left + scrollX}px`;
  panel.style.top = `${area.top + scrollY}px`;
  panel.style.maxBlockSize = `${Math.max(area.height, MIN_HEIGHT)}px`;
}
