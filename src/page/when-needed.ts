/** A shelf this far outside the viewport counts as near: about one screen of a phone. */
const NEAR = '800px';
/** Milliseconds after which the start no longer waits for a busy page. */
const MAX_WAIT = 3000;

/** Milliseconds that a shelf near the viewport waits for the rest of the page. */
const MAX_WAIT_NEAR = 1000;

/**
 * Calls back once: when the page has loaded and is idle. If one of the elements is near the viewport, calls back as soon
 * as the page has loaded, or after a second. Never calls back before the page was painted, which a shopper waits for.
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
    setTimeout(begin, MAX_WAIT_NEAR);
  });
  afterLoad(() => {
    whenIdle(begin);
  });
}

/** Calls back once, when one of the elements is in or near the viewport. @returns A function that stops it. */
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

/** The second frame begins after the first was painted. A hidden page has no frames, and no shopper waits for it. */
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
  else window.addEventListener('load', work);
}

function whenIdle(work: () => void): void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: MAX_WAIT });
  else setTimeout(work, 200);
}
