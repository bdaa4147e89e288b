/** Milliseconds for which changes of a page are collected. */
const PAUSE = 1000;

/** Attributes that tell what a page is about. */
const ATTRIBUTES = ['content', 'href', 'itemprop', 'itemscope', 'data-vitrine-id', 'data-vitrine-event'];
/** Where a text tells it. Elsewhere, clocks and counters may tick. */
const TELLING = 'script, title, h1, [itemscope]';

/** The Navigation API, which some browsers lack. */
interface WithNavigation {
  readonly navigation?: EventTarget;
}

/**
 * Calls back when the page has become another one without loading: at once if the browser reports the new address, else
 * within a second after the document has changed.
 *
 * @param changed Takes whether the browser reports that the new address takes the place of the one before.
 * @returns A function that stops it.
 */
export function watchPage(changed: (replaced: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver((records) => {
    if (!records.some(tells)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      changed(false);
    }, PAUSE);
  });
  observer.observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ATTRIBUTES,
  });
  const { navigation } = window as WithNavigation;
  const entered = (event: Event) => {
    changed((event as { navigationType?: unknown }).navigationType === 'replace');
  };
  navigation?.addEventListener('currententrychange', entered);
  window.addEventListener('popstate', entered);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    navigation?.removeEventListener('currententrychange', entered);
    window.removeEventListener('popstate', entered);
  };
}

function tells({ type, target }: MutationRecord): boolean {
  return type !== 'characterData' || Boolean(target.parentElement?.closest(TELLING));
}
