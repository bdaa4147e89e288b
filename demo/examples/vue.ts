// Vue: the plugin starts Vitrine; the component and the composables work anywhere in the app.
// In a template the component is <Shelf model="related-products" :objectIDs="[id]" @select="…" />.
import { createApp, defineComponent, h } from 'vue';
import { RecommenderPlugin, Shelf, useRecommender, useShelf } from 'vitrine/vue';

const id = 'beech-chair';
const ProductPage = defineComponent(() => {
  const state = useRecommender(); // reactive: state.recommender is undefined until it has started
  const recent = useShelf({ model: 'recently-viewed', limit: 3 }); // follows the history
  const view = () => void state.recommender?.track('view_item', { items: [{ item_id: id }] });
  return () => [
    h('button', { onClick: view }, 'View the chair'),
    h('p', ['Recently viewed: ', recent.shelf?.items.map(({ title }) => title).join(', ')]),
    h(
      Shelf,
      { model: 'related-products', objectIDs: [id], onSelect: ({ item }) => console.log(item.title) },
      () => h('p', 'The fallback, shown until products arrive.'),
    ),
  ];
});

createApp(ProductPage).use(RecommenderPlugin, { pack: '/pack/manifest.json' }).mount('#shop');
