/** How far outside the viewport a shelf counts as near: about one screen of a phone. */
const NEAR = '800px';
/** Milliseconds that a page may stay busy before the start no longer waits for it. */
const PATIENCE = 3000;

/**
 * Calls back once: when the page has loaded and is idle, or when one of the elements nears the viewport.
 * Returns the way to call it off.
 */
export function whenNeeded(elements: Iterable<Element>, start: () => void): () => void {
  const calledOff = new AbortController();
  const begin = () => {
    if (calledOff.signal.aborted) return;
    calledOff.abort();
    start();
  };
  const stopWatching = whenNear(elements, begin);
  calledOff.signal.addEventListener('abort', stopWatching);
  afterLoad(() => {
    whenIdle(begin);
  });
  return () => {
    calledOff.abort();
  };
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

function afterLoad(work: () => void): void {
  if (document.readyState === 'complete') work();
  else window.addEventListener('load', work, { once: true });
}

function whenIdle(work: () => void): void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: PATIENCE });
  else setTimeout(work, 200);
}
