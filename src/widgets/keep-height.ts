/** Pixels. A lower fallback is a line of text rather than a row of cards, so its height says nothing about the shelf's. */
const MIN_HEIGHT = 160;

/**
 * Gives a shelf the height of its fallback, if the page's styles reserve no room for it. Call it before the elements are
 * defined, once for all: it first reads every height and then writes, since each read after a write costs a layout.
 */
export function keepHeights(): void {
  const unreserved = [...document.querySelectorAll<HTMLElement>('vitrine-shelf:not(:defined)')].filter(
    (shelf) => getComputedStyle(shelf).display === 'inline',
  );
  const heights = unreserved.map((shelf) => shelf.getBoundingClientRect().height);
  unreserved.forEach((shelf, i) => {
    if (heights[i]! >= MIN_HEIGHT) shelf.style.setProperty('--vitrine-shelf-height', `${heights[i]}px`);
  });
}
