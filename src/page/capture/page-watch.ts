/** Milliseconds for which changes of a page are collected. */
const PAUSE = 1000;

/** The Navigation API, which some browsers lack. */
interface WithNavigation {
  readonly navigation?: EventTarget;
}

/**
 * Calls back when the page has become another one without loading: at once if the browser reports the new address, else
 * within a second after the document has changed.
 *
 * @returns A function that stops it.
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
