/** A product as the shop itself lists it. */
export interface Product {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly price: number;
  /** In how many orders it was. */
  readonly orders: number;
}

/** Products by id. */
export type Catalogue = ReadonlyMap<string, Product>;

let loading: Promise<Catalogue> | undefined;

/** The shop's products, fetched once. */
export function catalogue(): Promise<Catalogue> {
  return (loading ??= load());
}

/** Alphabetical. */
export async function categories(): Promise<string[]> {
  const products = (await catalogue()).values();
  return [...new Set([...products].map(({ category }) => category))].sort();
}

export const productPath = (id: string) => `/product/${encodeURIComponent(id)}`;
export const categoryPath = (name: string) => `/category/${encodeURIComponent(name)}`;

export const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

async function load(): Promise<Catalogue> {
  const response = await fetch('/.data/catalogue.json');
  // Vite answers a missing file with the shop's page, hence the look at its type.
  if (!response.ok || !response.headers.get('content-type')?.includes('json')) {
    throw new Error('The products have not been prepared yet');
  }
  const products = (await response.json()) as Product[];
  return new Map(products.map((product) => [product.id, product]));
}
