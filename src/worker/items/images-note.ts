/** Its own chunk, which only pages need that say how images are shown. */
import type { ImagesMode } from '../../types.ts';
import type { Snapshot } from '../serving/snapshot.ts';

/** What is said to the shop's developer of images that cannot be shown. */
export function imagesNote(images: ImagesMode, { thumbnails }: Snapshot): string | undefined {
  if (images === 'remote' || images === 'none') return undefined;
  const isRight = thumbnails && (thumbnails.mode === 'blurred') === (images === 'blurred');
  return isRight
    ? undefined
    : `cards have no images, since images is ${images} and the pack has ${thumbnails ? `images for ${thumbnails.mode}` : 'none'}: build it with --thumbnails ${images}`;
}
