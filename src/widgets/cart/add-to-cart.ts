/** Puts items into the cart of the shop's platform. A chunk of its own, which only shops that ask for it load. */
import { VitrineError } from '../../errors.ts';
import type { ShelfItem } from '../../types.ts';
import type { CartPlatform } from './platform.ts';
import { addToShopify } from './shopify.ts';
import { addToWooCommerce, showWooCart } from './woocommerce.ts';

/**
 * Puts one of each item into the cart.
 *
 * @param added Called with the platform's answer, before the page's own scripts hear of it.
 * @throws {VitrineError} `bad-argument` for an unknown platform, or if the shop does not take an item.
 */
export async function addToCart(
  platform: CartPlatform,
  items: readonly ShelfItem[],
  added: (answer: unknown) => void,
): Promise<void> {
  switch (platform) {
    case 'shopify':
      added(await addToShopify(items));
      return;
    case 'woocommerce': {
      const answer = await addToWooCommerce(items);
      added(answer);
      showWooCart(answer);
      return;
    }
    default:
      throw new VitrineError(
        'bad-argument',
        `the attribute cart is shopify or woocommerce, got ${String(platform)}`,
      );
  }
}
