// Bundler: import Vitrine by its name, start it once, and ask for shelves by script or with elements.
import 'vitrine/elements'; // defines <vitrine-shelf>, <vitrine-search> and <vitrine-privacy>
import { createRecommender, provideRecommender } from 'vitrine';

const recommender = await createRecommender({ pack: '/pack/manifest.json' });
provideRecommender(recommender); // the elements of the page use it

await recommender.track('view_item', { items: [{ item_id: 'beech-chair' }] });
const { items } = await recommender.recommend({ model: 'recommended-for-you', limit: 5 });

const list = document.querySelector('#for-you')!;
for (const { title, url } of items) {
  const link = Object.assign(document.createElement('a'), { href: url, textContent: title });
  list.appendChild(document.createElement('li')).append(link);
}
