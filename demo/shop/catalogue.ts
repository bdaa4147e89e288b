/** A product in the shop's own list, which the recommender never reads. */
export interface Product {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly price: number;
  /** How many orders contain it. */
  readonly orders: number;
}

/** Products by id. */
export type Catalogue = ReadonlyMap<string, Product>;

let loading: Promise<Catalogue> | undefined;

/** Fetches the shop's products, once for all callers. */
export function catalogue(): Promise<Catalogue> {
  return (loading ??= load());
}

/** The names of all categories, in alphabetical order. */
export async function categories(): Promise<string[]> {
  const products = (await catalogue()).values();
  return [...new Set([...products].map(({ category }) => category))].sort();
}

export const productPath = (id: string) => `/product/${encodeURIComponent(id)}`;
export const categoryPath = (name: string) => `/category/${encodeURIComponent(name)}`;

export const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

async function load(): Promise<Catalogue> {
  const response = await fetch('/.data/catalogue.json');
  // Vite answers with the shop's page if the file is missing, so the type is checked too.
  if (!response.ok || !response.headers.get('content-type')?.includes('json')) {
    throw new Error('The products have not been prepared yet');
  }
  const products = (await response.json()) as Product[];
  return new Map(products.map((product) => [product.id, product]));
}
