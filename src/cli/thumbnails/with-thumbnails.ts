import { VitrineError } from '../../errors.ts';
import { addThumbnails } from '../../pack/add-thumbnails.ts';
import type { EncodedPack } from '../../pack/pack-files.ts';
import type { Item } from '../../types.ts';
import { idsByAddress, type ImageRefusal } from '../images/ids-by-address.ts';
import { limitsOf, readImage, type ImageLimits } from '../images/read-image.ts';
import type { Progress } from '../progress.ts';
import { SIZES, type Variant } from './make-variants.ts';
import { readThumbnails, type ThumbnailsRead } from './read-thumbnails.ts';

/** What `--thumbnails` takes: `auto` makes a pack's thumbnails if all of them are small enough. */
export const THUMBNAILS = ['auto', 'pack', 'mixed', 'blurred', 'none'] as const;
export type ThumbnailsChoice = (typeof THUMBNAILS)[number];

/** Bytes of the thumbnails that every shopper fetches. */
export const MAX_BYTES = 3e6;
/** Bytes of a thumbnail of 96 pixels that is as simple as can be; so many more items cannot fit. */
const LEAST_BYTES = 400;
/** Number of images that are tried before all are read. */
const TRIED = 4;
/** Milliseconds that `auto` takes to read images. */
const MAX_TIME = 300_000;

/** Why `auto` has made no thumbnails. */
export type NoThumbnails =
  /** `--thumbnails none` was given. */
  | 'asked'
  /** The first images could not be read. */
  | 'unreachable'
  /** They would take more than `MAX_BYTES`. */
  | 'large'
  /** Reading took longer than `MAX_TIME`. */
  | 'late'
  /** sharp is not installed. */
  | 'no-sharp';

/** The thumbnails of a build. */
export interface ThumbnailsReport {
  readonly mode: 'pack' | 'mixed' | 'blurred' | 'none';
  readonly reason?: NoThumbnails;
  /** Number of items that have a thumbnail. */
  readonly items: number;
  /** Number of items that name no image. */
  readonly without: number;
  readonly refusals: readonly ImageRefusal[];
  /** Number of images that an earlier build had made. */
  readonly cached: number;
  /** Pixels of the longer side; 0 for ThumbHashes. */
  readonly size: number;
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
}

export interface ThumbnailOptions {
  readonly choice: ThumbnailsChoice;
  /** The place that relative addresses start from, see `imageAddress`. */
  readonly base: string;
  readonly strict?: boolean | undefined;
}

/**
 * Adds thumbnails to a pack. An item whose image cannot be read gets none.
 *
 * @returns Without a report if no item names an image.
 * @throws {VitrineError} `bad-catalogue` if thumbnails were asked for and no image can be read, or with `strict` any;
 *   `model-load` if sharp is not installed.
 */
export async function withThumbnails(
  pack: EncodedPack,
  items: readonly Item[],
  { choice, base, strict }: ThumbnailOptions,
  progress: Progress,
): Promise<{ readonly pack: EncodedPack; readonly report?: ThumbnailsReport }> {
  const began = performance.now();
  const refused: ImageRefusal[] = [];
  const ids = idsByAddress(items, base, refused);
  if (ids.size === 0 && (choice === 'auto' || choice === 'none')) return { pack };
  const none = (reason: NoThumbnails, refusals: readonly ImageRefusal[] = []) => ({
    pack,
    report: {
      mode: 'none' as const,
      reason,
      refusals,
      ...NOTHING,
      seconds: (performance.now() - began) / 1000,
    },
  });
  if (choice === 'none') return none('asked');
  const limits = await limitsOf(base);
  if (choice === 'auto') {
    if (ids.size * LEAST_BYTES > MAX_BYTES) return none('large');
    const first = await firstRefusals(ids, limits);
    if (first) return none('unreachable', first);
  }
  progress.start('Thumbnails', ids.size);
  const variants: readonly Variant[] = choice === 'blurred' ? ['hash'] : choice === 'mixed' ? [96] : SIZES;
  const read = await readThumbnails(ids, limits, variants, {
    onDone: (done) => {
      progress.advance(done);
    },
    ...(choice === 'auto' && { deadline: Date.now() + MAX_TIME }),
  }).catch((error: unknown) => {
    if (choice === 'auto' && error instanceof VitrineError && error.code === 'model-load') return undefined;
    throw error;
  });
  progress.end();
  if (!read) return none('no-sharp');
  if (read.isLate) return none('late');
  const refusals = [...refused, ...read.refusals];
  checkRead(read, refusals, choice, strict);
  const at = choice === 'mixed' || choice === 'blurred' ? 0 : sizeThatFits(read.images);
  if (at === undefined && choice === 'auto') return none('large');
  const variant = variants[at ?? variants.length - 1]!;
  const mode = choice === 'auto' ? 'pack' : choice;
  const size = variant === 'hash' ? 0 : variant;
  const images = new Map(Array.from(read.images, ([id, made]) => [id, made[variants.indexOf(variant)]!]));
  const added = await addThumbnails(pack, { mode, size, images });
  const files = added.manifest.thumbnails!.files;
  const report: ThumbnailsReport = {
    mode,
    items: images.size,
    without: items.length - images.size - refusals.length,
    refusals,
    cached: read.cached,
    size,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    seconds: (performance.now() - began) / 1000,
  };
  return { pack: added, report };
}

const NOTHING = { items: 0, without: 0, cached: 0, size: 0, files: 0, bytes: 0 };

/** Tries a few images. @returns The refusals if none can be read. */
async function firstRefusals(
  ids: ReadonlyMap<string, readonly string[]>,
  limits: ImageLimits,
): Promise<readonly ImageRefusal[] | undefined> {
  const first = [...ids].slice(0, TRIED);
  const refusals = await Promise.all(
    first.map(async ([address, [id]]) =>
      readImage(address, limits, { isTrial: true }).then(
        () => [],
        (error: unknown) => [{ id: id!, address, reason: (error as Error).message }],
      ),
    ),
  );
  return refusals.every((one) => one.length > 0) ? refusals.flat() : undefined;
}

function checkRead(
  { images }: ThumbnailsRead,
  refusals: readonly ImageRefusal[],
  choice: ThumbnailsChoice,
  strict = false,
): void {
  const [first] = refusals;
  const example = first && `${first.address} of item ${first.id} ${first.reason}`;
  if (images.size === 0)
    throw new VitrineError(
      'bad-catalogue',
      example
        ? `no image could be read: for example, ${example}`
        : 'no item names an image: give the column with --columns image=NAME, or a pattern with --image-base',
    );
  if (strict && example !== undefined && choice !== 'auto')
    throw new VitrineError(
      'bad-catalogue',
      `${refusals.length} images cannot be read, and --strict is given: the first, ${example}`,
    );
}

/** The index of the largest size of which all images together take at most `MAX_BYTES`; undefined if none is so small. */
function sizeThatFits(images: ThumbnailsRead['images']): number | undefined {
  const sums = SIZES.map((_, i) => [...images.values()].reduce((sum, made) => sum + made[i]!.length, 0));
  const fitting = sums.findIndex((sum) => sum <= MAX_BYTES);
  return fitting < 0 ? undefined : fitting;
}
