/** Defines the elements. The classes have files of their own, so that a page can define them under other names. */
import { arrived } from '../errors.ts';
import { keepHeights } from './keep-height.ts';
import { loadLanguages } from './language.ts';
import { scriptTag } from '../page/find-script.ts';
import { pageRecommender } from '../page/page-recommender.ts';
import { warn } from '../page/warn.ts';
import { VitrinePrivacy } from './privacy.ts';
import { readImages } from './recommender-controller.ts';
import { VitrineSearch } from './search.ts';
import { VitrineShelf } from './shelf.ts';

export type { ItemDetail, VitrineEventMap } from './events.ts';
export { VitrinePrivacy, VitrineSearch, VitrineShelf };

const ELEMENTS = {
  'vitrine-shelf': VitrineShelf,
  'vitrine-search': VitrineSearch,
  'vitrine-privacy': VitrinePrivacy,
};

if (typeof customElements !== 'undefined') {
  keepHeights();
  const own = scriptTag()?.dataset['strings'] ?? document.querySelector('[data-strings]');
  void Promise.all([
    loadLanguages(document),
    own &&
      arrived(() => import('./own-strings.ts')).then(({ loadOwnStrings }) => loadOwnStrings(document), warn),
  ]).then(defineAll);
  // The script tag has started it by now, whatever elements there are, and has warned if it did not start.
  if (scriptTag()) void pageRecommender().then(readImages, () => undefined);
  if (/[?&]vitrine-debug\b/.test(location.search))
    arrived(() => import('./debug/open-debug.ts'))
      .then(({ openDebug }) => openDebug(), warn)
      .catch(warn);
}

function defineAll(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    // A task for each, because upgrading all elements of a page in one task could be a long task.
    setTimeout(() => {
      if (!customElements.get(name)) customElements.define(name, element);
    });
  }
}
