// A Vue page, as a shop would bundle it: the package by its name.
import { createApp, defineComponent, h, ref } from 'vue';
import { RecommenderPlugin, Shelf, useRecommender, useShelf } from 'vitrine/vue';

const Shop = defineComponent(() => {
  const selected = ref('');
  const given = useRecommender();
  const recent = useShelf({ model: 'recently-viewed', limit: 3 });
  const view = () => given.recommender?.track('view_item', { items: [{ item_id: 'FUR-TA-10000577' }] });
  return () => [
    h(
      Shelf,
      {
        model: 'related-products',
        objectIDs: ['FUR-CH-10000454'],
        limit: 4,
        heading: 'From Vue',
        onSelect: ({ item }) => {
          selected.value = item.title;
        },
      },
      () => h('p', 'Fallback'),
    ),
    h('p', { id: 'recent' }, recent.shelf?.items.map(({ title }) => title).join(', ')),
    h('button', { disabled: !given.recommender, onClick: () => void view() }, 'View the table'),
    h('p', { id: 'selected' }, selected.value),
  ];
});

createApp(Shop).use(RecommenderPlugin, { pack: '/pack/manifest.json' }).mount('#root');
