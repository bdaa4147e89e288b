import { defineConfig } from 'vitepress';
import { repositoryLinks } from './repository-links.ts';

const guide = [
  {
    text: 'Start',
    items: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'By script, React and Vue', link: '/script' },
      { text: 'Move from Algolia or Recombee', link: '/migrate' },
    ],
  },
  {
    text: 'Shelves',
    items: [
      { text: 'Kinds of shelf and rules', link: '/shelves' },
      { text: 'Elements', link: '/elements' },
      { text: 'Your own texts and languages', link: '/strings' },
      { text: 'Events', link: '/capture' },
      { text: 'How ranking works', link: '/ranking' },
      { text: 'Measure it on your orders', link: '/evaluation' },
    ],
  },
  {
    text: 'Search',
    items: [
      { text: 'Search', link: '/search' },
      { text: 'Models, languages, images', link: '/models' },
    ],
  },
  {
    text: 'Feeds',
    items: [
      { text: 'Catalogues and orders', link: '/catalogue' },
      { text: 'What a build says', link: '/report' },
      { text: 'Without a build', link: '/feed' },
    ],
  },
  {
    text: 'Privacy',
    items: [
      { text: 'Privacy', link: '/privacy' },
      { text: 'Consent', link: '/consent' },
      { text: 'See for yourself', link: '/verify' },
    ],
  },
  {
    text: 'Operate',
    items: [
      { text: 'Host it', link: '/host' },
      { text: 'The pack', link: '/pack' },
      { text: 'Look into a pack', link: '/inspect' },
      { text: 'Reliability', link: '/reliability' },
      { text: 'How it is tested', link: '/testing' },
      { text: 'Figures', link: '/figures' },
      { text: 'Browsers', link: '/browsers' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'API', link: '/reference/' },
      { text: 'Architecture', link: '/architecture' },
    ],
  },
];

export default defineConfig({
  title: 'Vitrine',
  description: "Personal shelves for an online shop, computed in the shopper's own browser.",
  cleanUrls: true,
  markdown: { config: repositoryLinks },
  themeConfig: { outline: [2, 3], search: { provider: 'local' }, sidebar: guide },
});
