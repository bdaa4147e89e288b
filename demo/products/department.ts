import { seeded } from '../../src/core/vectors/random.ts';

/** A product of the made-up shop. */
export interface MadeProduct {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** `Department > Kind`. */
  readonly category: string;
  readonly brand: string;
  readonly price: number;
  readonly salePrice?: number;
  /** The emoji that its image shows, and by how many degrees its hue is turned. */
  readonly emoji: string;
  readonly turn: number;
  /** Variants of one product differ in their colour, and share the group. */
  readonly group?: string;
  readonly colour?: string;
  readonly label?: string;
  readonly inStock: boolean;
  readonly rating: number;
  readonly reviews: number;
  /** What it is bought for: orders are made up from these. */
  readonly themes: readonly string[];
}

export interface Department {
  readonly name: string;
  readonly about: string;
  readonly products: readonly MadeProduct[];
}

/**
 * Reads the table of a department.
 *
 * @param kinds Lines by kind of product: emoji | title | price | themes | description | colours. A colour is a name and the
 *   degrees by which the image's hue is turned; the product has a variant for each.
 */
export function department(
  name: string,
  about: string,
  brands: readonly string[],
  kinds: Readonly<Record<string, string>>,
): Department {
  const products = Object.entries(kinds).flatMap(([kind, table]) =>
    table
      .trim()
      .split('\n')
      .flatMap((line) => productsOf(line, `${name} > ${kind}`, brands)),
  );
  return { name, about, products };
}

function productsOf(line: string, category: string, brands: readonly string[]): MadeProduct[] {
  const [emoji, title, price, themes, description, colours] = line.split('|').map((cell) => cell.trim()) as [
    string,
    string,
    string,
    string,
    string,
    string?,
  ];
  const product = {
    ...madeUp(title, Number(price)),
    id: slug(title),
    title,
    description,
    category,
    brand: brands[Math.floor(chance(title, 1) * brands.length)]!,
    price: Number(price),
    emoji,
    turn: 0,
    themes: themes.split(',').map((theme) => theme.trim()),
  };
  if (colours === undefined) return [product];
  return colours.split(',').map((given) => {
    const [colour, turn] = given.trim().split(' ') as [string, string];
    return {
      ...product,
      id: slug(`${title} ${colour}`),
      title: `${title}, ${colour.toLowerCase()}`,
      turn: Number(turn),
      colour,
      group: product.id,
    };
  });
}

/** What the tables do not say: every sixth product is reduced, some are new, few are sold out. */
function madeUp(title: string, price: number) {
  const reduced = chance(title, 2) < 1 / 6 && price >= 5;
  const share = 0.6 + 0.3 * chance(title, 3);
  return {
    ...(reduced && { salePrice: Math.max(1, Math.round(price * share)) }),
    ...(chance(title, 4) < 0.08 && { label: 'New' }),
    inStock: chance(title, 5) > 0.03,
    rating: Math.round(10 * (3.4 + 1.6 * Math.sqrt(chance(title, 6)))) / 10,
    reviews: Math.ceil(400 * chance(title, 7) ** 3),
  };
}

/** A number from 0 to 1 that is always the same for a title. */
export function chance(title: string, which: number): number {
  let seed = which;
  for (const letter of title) seed = (Math.imul(seed, 31) + letter.codePointAt(0)!) >>> 0;
  return seeded(seed)();
}

const slug = (title: string) =>
  title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f']/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-');
