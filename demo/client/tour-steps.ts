export type Reader = 'shopper' | 'shop' | 'developer';

export interface Step {
  /** Address of the page that shows it. */
  readonly page: string;
  /** What of the page it speaks of, as a selector. */
  readonly target: string;
  readonly text: string;
}

/** What each kind of reader is shown. */
export const STEPS: Readonly<Record<Reader, readonly Step[]>> = {
  shopper: [
    {
      page: '/',
      target: 'vitrine-shelf[model="trending-items"]',
      text: 'Open two or three things that you like. The shelves of this page follow.',
    },
    {
      page: '/',
      target: 'vitrine-shelf[model="recommended-for-you"]',
      text: '“Why this?” says which of your steps put a product here, and lets you turn it down.',
    },
    {
      page: '/',
      target: 'vitrine-search',
      text: 'Search in your own words, such as “something for a rainy day”, or with a photo.',
    },
    {
      page: '/taste',
      target: 'vitrine-privacy',
      text: 'All that is known of you, and the switches to change it. It is in your browser alone.',
    },
  ],
  shop: [
    {
      page: '/',
      target: 'vitrine-shelf[model="trending-items"]',
      text: 'What sells now, learned from the orders. It needs no shopper’s history.',
    },
    {
      page: '/cart',
      target: 'vitrine-shelf[model="bought-together"]',
      text: 'What goes with the cart. On a product’s page it is a set with one total and one button.',
    },
    {
      page: '/how',
      target: '#numbers',
      text: 'What a visit costs: these files from any static host, and no server of yours.',
    },
    {
      page: '/how',
      target: '#mine',
      text: 'Try it with your own catalogue: one command, and your products stand in this shop.',
    },
  ],
  developer: [
    {
      page: '/how',
      target: '#numbers',
      text: 'Live numbers by the public API: profile(), verify() and recommend().',
    },
    {
      page: '/how',
      target: '#mine',
      text: 'Other back ends, and the debug panel: ?vitrine-debug on any page.',
    },
    {
      page: '/examples/',
      target: 'main ul, ul',
      text: 'Script tag, bundler, React, Vue and own events, each in about fifteen lines.',
    },
  ],
};
