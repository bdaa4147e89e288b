/** Sizes of images by the addresses of their hosts. A chunk of its own, which pages with other images do not load. */
import { transform as cloudinary } from 'unpic/providers/cloudinary';
import { transform as contentful } from 'unpic/providers/contentful';
import { transform as imagekit } from 'unpic/providers/imagekit';
import { transform as imgix } from 'unpic/providers/imgix';
import { transform as shopify } from 'unpic/providers/shopify';

/** Widths that a card may need, in pixels of the image: 200 CSS pixels on screens of one to four pixels each, and a grid. */
const WIDTHS = [240, 480, 640, 960];
/** Of a card that has not been laid out yet, in browsers that do not know `auto`. */
const CARD = '13rem';

type Resize = (address: string, width: number) => string | undefined;

/** Hosts that make any size of an image on their own. Prismic, DatoCMS and Sanity take what imgix takes. */
const HOSTS: readonly (readonly [RegExp, Resize])[] = [
  [/^https:\/\/(?:cdn\.shopify\.com\/|[^/]+\/cdn\/shop\/)/, (url, width) => shopify(url, { width })],
  [/^https:\/\/(?:res|[\w-]+-res)\.cloudinary\.com\//, (url, width) => cloudinary(url, { width })],
  [
    /^https:\/\/(?:[\w-]+\.imgix\.net|images\.prismic\.io|www\.datocms-assets\.com|cdn\.sanity\.io)\//,
    (url, width) => imgix(url, { width }),
  ],
  [/^https:\/\/images\.ctfassets\.net\//, (url, width) => contentful(url, { width })],
  [/^https:\/\/ik\.imagekit\.io\//, (url, width) => imagekit(url, { width })],
];
/** Addresses that hold for one size alone: their host refuses any other. */
const SIGNED = /\/s--[^/]+--\/|[?&](?:s|ik-s|sig|signature)=/;

/**
 * The `srcset` of an image: the same image at the same host, in several widths.
 *
 * @returns undefined if its host is not known to make sizes.
 */
export function srcsetOf(address: string): string | undefined {
  const resize = SIGNED.test(address) ? undefined : HOSTS.find(([host]) => host.test(address))?.[1];
  if (!resize) return undefined;
  const candidates = WIDTHS.map((width) => [resize(address, width), width] as const);
  // A comma or white space in an address would end it.
  const isWhole = candidates.every(
    ([url]) => url !== undefined && hostOf(url) === hostOf(address) && !/\s|,$|^,/.test(url),
  );
  return isWhole ? candidates.map(([url, width]) => `${url!} ${width}w`).join(', ') : undefined;
}

function hostOf(address: string): string | undefined {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}

/**
 * Lets the browser choose the size of an image, on a card of Vitrine's own or if the shop's template says its `sizes`. If
 * the host refuses a size, the image comes as its address says.
 *
 * @param loaded Receives the address of the size that was loaded.
 */
export function setSizes(image: HTMLImageElement, address: string, loaded: (address: string) => void): void {
  const isSized = image.sizes !== '' || image.classList.contains('image');
  const srcset = isSized && image.srcset === '' ? srcsetOf(address) : undefined;
  if (srcset === undefined) return;
  const done = new AbortController();
  image.addEventListener(
    'load',
    () => {
      loaded(image.currentSrc);
    },
    { signal: done.signal },
  );
  image.addEventListener(
    'error',
    () => {
      done.abort();
      image.removeAttribute('srcset');
    },
    { signal: done.signal },
  );
  image.sizes ||= `auto, ${CARD}`;
  image.srcset = srcset;
}
