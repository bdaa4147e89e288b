// A React page, as a shop would bundle it: the package by its name.
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { RecommenderProvider, Shelf, useRecommender, useShelf } from 'vitrine/react';

function Recent() {
  const { shelf, error } = useShelf({ model: 'recently-viewed', limit: 3 });
  return h(
    'p',
    { id: 'recent' },
    error ? 'failed' : (shelf?.items.map(({ title }) => title).join(', ') ?? ''),
  );
}

function View() {
  const { recommender } = useRecommender();
  const view = () => recommender?.track('view_item', { items: [{ item_id: 'FUR-TA-10000577' }] });
  return h('button', { disabled: !recommender, onClick: () => void view() }, 'View the table');
}

function Shop() {
  const [selected, setSelected] = useState('');
  return h(
    RecommenderProvider,
    { options: { pack: '/pack/manifest.json' } },
    h(
      Shelf,
      {
        model: 'related-products',
        objectIDs: ['FUR-CH-10000454'],
        limit: 4,
        heading: 'From React',
        onSelect: ({ item }) => {
          setSelected(item.title);
        },
      },
      h('p', null, 'Fallback'),
    ),
    h(Recent),
    h(View),
    h('p', { id: 'selected' }, selected),
  );
}

createRoot(document.querySelector('#root')!).render(h(Shop));
