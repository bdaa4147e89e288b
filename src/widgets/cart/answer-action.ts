import { arrived } from '../../errors.ts';
import { warn } from '../../page/warn.ts';
import type { ShelfItem } from '../../types.ts';
import type { CardAction } from '../card-actions.ts';
import { fire } from '../events.ts';
import { languageOf } from '../language.ts';
import { NOT_ADDED } from '../strings/cart.ts';
import type { CartPlatform } from './platform.ts';

/** A button of a card or a set that was pressed, after the shop's code has heard of it. */
export interface Pressed {
  readonly element: HTMLElement;
  readonly action: CardAction;
  readonly items: readonly ShelfItem[];
  readonly button: HTMLElement;
  /** Whose cart Vitrine fills; undefined if the shop's code has done what is to be done. */
  readonly platform: CartPlatform | undefined;
  /** Tells the shopper, also who cannot see. */
  say(text: string): void;
  /** Tracks what was put into the cart. */
  track(): void;
}

/** Does what a button says, if the shop asks for that, and says what came of it. */
export async function answerAction(pressed: Pressed): Promise<void> {
  const { element, action, items, button, platform, say, track } = pressed;
  const { tag, strings } = languageOf(element);
  if (platform !== undefined) {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    try {
      const { addToCart } = await arrived(() => import('./add-to-cart.ts'));
      await addToCart(platform, items, (answer) => {
        if (fire(element, 'vitrine-added', { items, answer })) track();
      });
    } catch (error) {
      warn(error);
      const primary = tag.toLowerCase().split('-', 1)[0]!;
      say((Object.hasOwn(NOT_ADDED, primary) ? NOT_ADDED[primary] : undefined) ?? NOT_ADDED['en']!);
      return;
    } finally {
      button.ariaBusy = null;
    }
  }
  button.classList.add('done');
  say(strings.actions[action].done);
}
