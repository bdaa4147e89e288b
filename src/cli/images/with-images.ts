import { VitrineError } from '../../errors.ts';
import { addImages } from '../../pack/add-images.ts';
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

/** Embeds pictures and adds them to the files of a pack. @throws {VitrineError} `bad-catalogue`, `model-load` */
export async function withImages(
  files: Map<string, Uint8Array<ArrayBuffer>>,
  items: readonly Item[],
  options: { readonly model: string; readonly base: string },
  progress: Progress,
  strict = false,
): Promise<ImagesReport> {
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
  await addImages(files, embedded);
  return { items: ids.length, dim, without, cached, refusals, seconds: (performance.now() - began) / 1000 };
}
