/** The platforms whose carts Vitrine fills itself. */
export type CartPlatform = 'shopify' | 'woocommerce';
