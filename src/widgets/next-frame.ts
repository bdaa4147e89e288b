/** Milliseconds to wait for a frame at most: a hidden page has no frames. */
const MAX_WAIT = 100;

let last: Promise<void> = Promise.resolve();

/**
 * Resolves when it is the caller's turn to change the page. Each caller gets a frame of its own, so that no frame has
 * the work of many.
 */
export function nextFrame(): Promise<void> {
  last = last.then(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          setTimeout(resolve); // after the frame, not in it
        });
        setTimeout(resolve, MAX_WAIT);
      }),
  );
  return last;
}
