/** A product as the shop itself lists it. */
export interface Product {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly price: number;
  readonly orders: number;
}

export interface Catalogue {
  readonly products: readonly Product[];
  /** Alphabetical. */
  readonly categories: readonly string[];
  get(id: string): Product | undefined;
  in(category: string): Product[];
}

/** Vite answers a missing file with the shop's page, hence the look at its type. */
export async function loadCatalogue(): Promise<Catalogue> {
  const response = await fetch('/.data/catalogue.json');
  if (!response.ok || !response.headers.get('content-type')?.includes('json')) {
    throw new Error('The demo’s data has not been prepared yet.');
  }
  const products = (await response.json()) as Product[];
  const byId = new Map(products.map((product) => [product.id, product]));
  return {
    products,
    categories: [...new Set(products.map((product) => product.category))].sort(),
    get: (id) => byId.get(id),
    in: (category) => products.filter((product) => product.category === category),
  };
}
