/** Fallbacks lower than this (px) are no measure of a row of cards. */
const LEAST_HEIGHT = 160;

/**
 * Where the page's styles reserve nothing, shelves stay as high as their fallbacks. To be called before their class is
 * defined, for all at once: each measure after a change would have the page laid out again.
 */
export function keepHeights(): void {
  const unreserved = [...document.querySelectorAll<HTMLElement>('vitrine-shelf:not(:defined)')].filter(
    (shelf) => getComputedStyle(shelf).display === 'inline',
  );
  const heights = unreserved.map((shelf) => shelf.getBoundingClientRect().height);
  unreserved.forEach((shelf, i) => {
    if (heights[i]! >= LEAST_HEIGHT) shelf.style.setProperty('--vitrine-shelf-height', `${heights[i]}px`);
  });
}
