import { VitrineError } from '../../errors.ts';
import { addImages } from '../../pack/add-images.ts';
import type { EncodedPack } from '../../pack/pack-files.ts';
import type { Item } from '../../types.ts';
import type { Progress } from '../progress.ts';
import { embedImages, type PictureRefusal } from './embed-images.ts';

/** What a build has done with pictures. */
export interface ImagesReport {
  /** Items that have a picture now. */
  readonly items: number;
  readonly dim: number;
  /** Items that name none. */
  readonly without: number;
  /** Images whose vectors an earlier build had computed. */
  readonly cached: number;
  readonly refusals: readonly PictureRefusal[];
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
      `${refusals.length} pictures refused, the first ${address} of ${id} ${reason}`,
    );
  }
  const seconds = (performance.now() - began) / 1000;
  const report = { items: ids.length, dim, without, cached, refusals, seconds };
  return { pack: await addImages(pack, embedded), report };
}
