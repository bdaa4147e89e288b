/** Milliseconds that changes of a page are gathered for. */
const PAUSE = 1000;

/** The Navigation API, where there is one. */
interface WithNavigation {
  readonly navigation?: EventTarget;
}

/**
 * Calls back when the page has become another without loading: at once on a new address, where the browser tells of it,
 * and otherwise a second after the change. A change of the document alone is told when the page is idle.
 *
 * @returns The way to stop.
 */
export function watchPage(changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed();
    }, PAUSE);
  };
  const observer = new MutationObserver(later);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  const { navigation } = window as WithNavigation;
  navigation?.addEventListener('currententrychange', changed);
  window.addEventListener('popstate', changed);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    navigation?.removeEventListener('currententrychange', changed);
    window.removeEventListener('popstate', changed);
  };
}
