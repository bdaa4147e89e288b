import { defineConfig } from 'vitepress';
import { repositoryLinks } from './repository-links.ts';

const guide = [
  {
    text: 'Start',
    items: [{ text: 'Move from Algolia or Recombee', link: '/migrate' }],
  },
  {
    text: 'Shelves',
    items: [
      { text: 'Elements', link: '/elements' },
      { text: 'Events', link: '/capture' },
      { text: 'Measure it on your orders', link: '/evaluation' },
    ],
  },
  {
    text: 'Search',
    items: [{ text: 'Text models, languages, images', link: '/models' }],
  },
  {
    text: 'Feeds',
    items: [
      { text: 'Catalogues and orders', link: '/catalogue' },
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
      { text: 'The pack', link: '/pack' },
      { text: 'Look into a pack', link: '/inspect' },
      { text: 'Reliability', link: '/reliability' },
    ],
  },
  {
    text: 'Reference',
    items: [{ text: 'API', link: '/reference/' }],
  },
];

export default defineConfig({
  title: 'Vitrine',
  description: "Personal shelves for an online shop, computed in the shopper's own browser.",
  cleanUrls: true,
  markdown: { config: repositoryLinks },
  themeConfig: { outline: [2, 3], search: { provider: 'local' }, sidebar: guide },
});
