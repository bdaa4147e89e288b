import type { Recommender } from '../types.ts';
import { createRecommender } from './client.ts';

declare global {
  interface Window {
    /** Where the script tag puts the recommender. */
    vitrine?: Promise<Recommender>;
  }
}

/** Starts the recommender that `<script type="module" src=".../vitrine.js" data-pack="...">` asks for, if there is one. */
export function startFromScriptTag(): void {
  // A module has no document.currentScript.
  const pack = document.querySelector<HTMLScriptElement>('script[type="module"][data-pack]')?.dataset['pack'];
  if (pack === undefined || window.vitrine) return;
  window.vitrine = createRecommender({ pack });
  window.vitrine.catch((error: unknown) => {
    console.warn('vitrine did not start:', error); // eslint-disable-line no-console -- the shop has no other way to know
  });
}
