/** Milliseconds after which a frame is no longer waited for: a hidden page has none. */
const PATIENCE = 100;

let last: Promise<void> = Promise.resolve();

/** Resolves when it is the caller's turn to change the page: one a frame, so that no frame has the work of many. */
export function ownFrame(): Promise<void> {
  last = last.then(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          setTimeout(resolve); // after the frame, not in it
        });
        setTimeout(resolve, PATIENCE);
      }),
  );
  return last;
}
