/** How far outside the viewport a shelf counts as near: about one screen of a phone. */
const NEAR = '800px';
/** Milliseconds that a page may stay busy before the start no longer waits for it. */
const PATIENCE = 3000;

/** Milliseconds that a shelf in sight waits for the rest of the page. */
const SHORT_PATIENCE = 1000;

/**
 * Calls back once: when the page has loaded and is idle; where one of the elements is near the viewport, as soon as the
 * page has loaded, or soon even if it has not. Never before the page has been painted, which is what a shopper waits for.
 */
export function whenNeeded(elements: Iterable<Element>, start: () => void): void {
  let begun = false;
  const begin = () => {
    afterPaint(() => {
      if (begun) return;
      begun = true;
      stopWatching();
      start();
    });
  };
  const stopWatching = whenNear(elements, () => {
    afterLoad(begin);
    setTimeout(begin, SHORT_PATIENCE);
  });
  afterLoad(() => {
    whenIdle(begin);
  });
}

/** Calls back once one of the elements is in the viewport or near it. */
export function whenNear(elements: Iterable<Element>, near: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      near();
    },
    { rootMargin: NEAR },
  );
  for (const element of elements) observer.observe(element);
  return () => {
    observer.disconnect();
  };
}

/** The second frame comes when the first has been painted; a hidden page has none, and nobody waits for it. */
function afterPaint(work: () => void): void {
  if (document.hidden) setTimeout(work);
  else
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        setTimeout(work);
      });
    });
}

function afterLoad(work: () => void): void {
  if (document.readyState === 'complete') work();
  else window.addEventListener('load', work, { once: true });
}

function whenIdle(work: () => void): void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: PATIENCE });
  else setTimeout(work, 200);
}
