import { VitrineError } from '../../errors.ts';
import { addImages } from '../../pack/add-images.ts';
import type { EncodedPack } from '../../pack/pack-files.ts';
import type { Item } from '../../types.ts';
import type { Progress } from '../progress.ts';
import { embedImages } from './embed-images.ts';
import type { ImageRefusal } from './ids-by-address.ts';

/** The result of embedding images in a build. */
export interface ImagesReport {
  /** Number of items that have an image vector now. */
  readonly items: number;
  readonly dim: number;
  /** Number of items that name no image. */
  readonly without: number;
  /** Number of images whose vectors an earlier build had computed. */
  readonly cached: number;
  readonly refusals: readonly ImageRefusal[];
  readonly seconds: number;
}

/** Embeds images and adds them to a pack. @throws {VitrineError} `bad-catalogue`, `model-load` */
export async function withImages(
  pack: EncodedPack,
  items: readonly Item[],
  options: { readonly model: string; readonly base: string },
  progress: Progress,
  strict = false,
): Promise<{ readonly pack: EncodedPack; readonly report: ImagesReport }> {
  const began = performance.now();
  progress.start('Images', items.length);
  const embedded = await embedImages(items, options, (done) => {
    progress.advance(done);
  });
  progress.end();
  const { ids, dim, refusals, without, cached } = embedded;
  if (strict && refusals.length > 0) {
    const { id, address, reason } = refusals[0]!;
    throw new VitrineError(
      'bad-catalogue',
      `${refusals.length} images cannot be read, and --strict is given: the first, ${address} of item ${id}, ${reason}`,
    );
  }
  const seconds = (performance.now() - began) / 1000;
  const report = { items: ids.length, dim, without, cached, refusals, seconds };
  return { pack: await addImages(pack, embedded), report };
}
