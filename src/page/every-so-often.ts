/**
 * Does something again and again while the page is visible; a page that was hidden for longer does it when it is looked at.
 *
 * @param seconds Between two times; 0 does nothing.
 * @returns The way to stop.
 */
export function everySoOften(seconds: number, act: () => unknown): () => void {
  if (seconds === 0) return () => undefined;
  let last = performance.now();
  const look = () => {
    // A timer may be a little early.
    if (document.visibilityState !== 'visible' || performance.now() - last < 990 * seconds) return;
    last = performance.now();
    act();
  };
  const timer = setInterval(look, 1000 * Math.min(seconds, 2 ** 20));
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
