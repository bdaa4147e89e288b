import type { Catalogue } from '../../core/catalogue.ts';
import script from './map-script.js?raw';
import style from './map-style.css?raw';
import { principalPlane } from './principal-plane.ts';

/** Number of categories that get a colour, the largest ones. */
const COLOURS = 8;

/** Makes a page that loads no other file. It shows every item as a dot, near the items with similar vectors. */
export function mapPage({ items, rows }: Catalogue, title: string): string {
  const { x, y } = principalPlane(rows);
  const counts = new Map<string, number>();
  const kinds = items.map(({ category }) => category?.split('>')[0]!.trim() ?? '');
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const legend = [...counts.keys()]
    .filter((kind) => kind !== '')
    .sort((a, b) => counts.get(b)! - counts.get(a)!)
    .slice(0, COLOURS);
  const points = items.map(({ id, title: name, category = '' }, i) => [
    Number(x[i]!.toFixed(4)),
    Number(y[i]!.toFixed(4)),
    legend.indexOf(kinds[i]!),
    id,
    name,
    category,
  ]);
  // `<` is escaped, so that no title can end the script element.
  const data = JSON.stringify({ legend, points }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<label>Find an item (Enter for the next) <input type="search" id="find" autocomplete="off"></label>
<p id="said" role="status">Dots that are near each other are items that the model finds similar.</p>
</header>
<main><canvas id="map" role="img" aria-label="Map of the catalogue"></canvas><div id="tip" hidden></div></main>
<ul id="legend"></ul>
<script type="application/json" id="data">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
