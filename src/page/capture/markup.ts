/** Reads what stands in a page's markup: microdata and `og:` tags. Its own chunk, loaded if a page has any. */
export { readMicrodata } from './microdata.ts';
export { readOpenGraph } from './open-graph.ts';
