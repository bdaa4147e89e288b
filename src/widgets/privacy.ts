import { arrived } from '../errors.ts';
import type { Recommender } from '../types.ts';
import { ElementBase, upgradeProperties } from './element-base.ts';
import type { PrivacyPanel } from './privacy-panel.ts';
import { RecommenderController } from './recommender-controller.ts';

/**
 * `<vitrine-privacy>`: shows what the shopper's history holds, with a consent switch and buttons to save, load and erase
 * the history. Its content is the fallback, shown until the recommender has started.
 */
export class VitrinePrivacy extends ElementBase {
  readonly #controller = new RecommenderController(this, (recommender) => this.#refresh(recommender));
  #panel: PrivacyPanel | undefined;

  /** Replaces the page's recommender for this element. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#controller.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#controller.own = recommender;
  }

  connectedCallback(): void {
    upgradeProperties(this, ['recommender']);
    this.#controller.connect();
  }

  disconnectedCallback(): void {
    this.#controller.disconnect();
  }

  async #refresh(recommender: Recommender): Promise<void> {
    const { PrivacyPanel } = await arrived(() => import('./privacy-panel.ts'));
    this.#panel ??= new PrivacyPanel(this, () => {
      this.#controller.request();
    });
    await this.#panel.refresh(recommender);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-privacy': VitrinePrivacy;
  }
}
