// React: the provider starts Vitrine; the component and the hooks work anywhere inside it.
import { createRoot } from 'react-dom/client';
import { RecommenderProvider, Shelf, useRecommender, useShelf } from 'vitrine/react';

function ProductPage({ id }: { id: string }) {
  const { recommender } = useRecommender(); // undefined until it has started
  const { shelf: recent } = useShelf({ model: 'recently-viewed', limit: 3 }); // follows the history
  const view = () => void recommender?.track('view_item', { items: [{ item_id: id }] });
  return (
    <>
      <button onClick={view}>View the chair</button>
      <p>Recently viewed: {recent?.items.map(({ title }) => title).join(', ')}</p>
      <Shelf model="related-products" objectIDs={[id]} onSelect={({ item }) => console.log(item.title)}>
        <p>The fallback, shown until products arrive.</p>
      </Shelf>
    </>
  );
}

createRoot(document.querySelector('#shop')!).render(
  <RecommenderProvider options={{ pack: '/pack/manifest.json' }}>
    <ProductPage id="beech-chair" />
  </RecommenderProvider>,
);
