import sharp from 'sharp';
import { makeVariants, type Variant } from '../src/cli/thumbnails/make-variants.ts';
import { randomRows, seeded } from '../src/core/vectors/random.ts';
import { addThumbnails } from '../src/pack/add-thumbnails.ts';
import { parseManifest } from '../src/pack/manifest.ts';
import type { Item } from '../src/types.ts';
import { makePack } from './made-pack.ts';
import { CDN, type Hosts } from './page-server.ts';

export const KINDS = 20;
const ITEMS = 3200;
/** What every item costs now, by the pack's file of prices; it was built with another price. */
export const PRICE_NOW = 7;
const DIM = 512; // of the demo's text model

export const idOf = (number: number) => `sku-${number}`;
export const kindOf = (id: string) => Number(id.slice(4)) % KINDS;
/** Path of an item's image on the image host. */
export const imagePath = (id: string) => `/images/${id}.webp`;

type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** A shop of 3,200 items of 20 kinds. Items of a kind are alike, and have the same image, each under its own address. */
export interface ImageShop {
  /** The pack's files, by how elements are to show images. */
  readonly packs: Readonly<Record<'pack' | 'mixed' | 'blurred' | 'remote', Files>>;
  /** What the image host serves for each path. */
  readonly images: ReadonlyMap<string, Uint8Array>;
}

export async function makeImageShop(): Promise<ImageShop> {
  const ids = Array.from({ length: ITEMS }, (_, i) => idOf(i));
  const items = ids.map((id): Item => ({
    id,
    title: `Item ${id} of kind ${kindOf(id)}`,
    category: `Kind ${kindOf(id)}`,
    price: 10,
    currency: 'EUR',
    url: `/${id}`,
    // Without a scheme, so that the pack's own file of items does not hold the address as the browser's cache would.
    image: `${CDN.replace('http:', '')}${imagePath(id)}`,
  }));
  const cheaper = new Map(ids.map((id) => [id, { price: PRICE_NOW, currency: 'EUR' }]));
  const remote = await makePack(items, DIM, alikeByKind(ids), cheaper);
  const drawn = await Promise.all(Array.from({ length: KINDS }, (_, kind) => draw(kind)));
  const thumbnails = async (mode: 'pack' | 'mixed' | 'blurred', variant: Variant, size: number) => {
    const made = await Promise.all(drawn.map((image) => makeVariants(image, [variant])));
    const images = new Map(ids.map((id) => [id, made[kindOf(id)]![0]!]));
    const manifest = await parseManifest(new TextDecoder().decode(remote.get('manifest.json')));
    return (await addThumbnails({ manifest, files: new Map(remote) }, { mode, size, images })).files;
  };
  return {
    packs: {
      remote,
      pack: await thumbnails('pack', 96, 96),
      mixed: await thumbnails('mixed', 96, 96),
      blurred: await thumbnails('blurred', 'hash', 0),
    },
    images: new Map(ids.map((id) => [imagePath(id), drawn[kindOf(id)]!])),
  };
}

/** Puts the shop's pack on the shop's host, under `/shop-pack/`, and its images on the image host. */
export function serveShop(hosts: Hosts, { packs, images }: ImageShop, mode: keyof ImageShop['packs']): void {
  for (const [name, bytes] of packs[mode]) hosts.made.set(`/shop-pack/${name}`, bytes);
  for (const [path, bytes] of images) hosts.elsewhere.set(path, bytes);
}

/** `[ids.length * DIM]`: unit rows, those of a kind near each other. */
function alikeByKind(ids: readonly string[]): Float32Array<ArrayBuffer> {
  const kinds = randomRows(KINDS, DIM, seeded(2));
  const own = randomRows(ids.length, DIM, seeded(3));
  ids.forEach((id, row) => {
    const from = kindOf(id) * DIM;
    const vector = own.subarray(row * DIM, (row + 1) * DIM);
    vector.forEach((value, i) => (vector[i] = 0.9 * kinds[from + i]! + 0.2 * value));
    const length = Math.hypot(...vector);
    vector.forEach((value, i) => (vector[i] = value / length));
  });
  return own;
}

function draw(kind: number): Promise<Buffer> {
  const hue = (360 * kind) / KINDS;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
    <rect width="300" height="200" fill="#f4f4f4"/>
    <circle cx="150" cy="100" r="80" fill="hsl(${hue} 70% 45%)"/>
    <text x="150" y="120" font-size="60" text-anchor="middle" fill="#fff">${kind}</text></svg>`;
  return sharp(Buffer.from(svg)).webp().toBuffer();
}
