import type { BuildReport } from '../build.ts';
import { MAX_BYTES, type NoThumbnails, type ThumbnailsReport } from '../thumbnails/with-thumbnails.ts';
import type { Block } from './document.ts';
import type { Extent } from './extent.ts';
import { count, counted, size } from './words.ts';

/** What the pack's images are, and what showing images tells to whom. */
export function thumbnailsBlocks(thumbnails: BuildReport['thumbnails'], { examples }: Extent): Block[] {
  if (!thumbnails) return [];
  const { mode, refusals, reason } = thumbnails;
  const list = mode === 'none' ? [`${WHY[reason!]} ${REMOTE}`] : made(thumbnails);
  const lines = refusals
    .slice(0, 4 * examples)
    .map(({ id, address, reason: why }) => `item ${id}: ${address} ${why}`);
  return [{ heading: 'Images on cards' }, { list }, ...(lines.length > 0 ? [{ lines }] : [])];
}

const WHY: Readonly<Record<NoThumbnails, string>> = {
  asked: 'The pack has no thumbnails.',
  unreachable: 'The first images cannot be read, so the pack has no thumbnails.',
  large: `Thumbnails of all items would take more than ${size(MAX_BYTES)}, so the pack has none: --thumbnails mixed makes files of a hundred items or more, of which a page fetches those that it shows.`,
  late: 'Reading the images took longer than a build waits, so the pack has no thumbnails: --thumbnails pack waits for all.',
  'no-sharp': 'The package sharp is not installed, so the pack has no thumbnails: run npm install sharp.',
};

const REMOTE =
  'Shelves and search results load their images from the host that the catalogue names, which learns from that what they show to whom (docs/privacy.md).';

function made({
  mode,
  items,
  without,
  refusals,
  cached,
  size: side,
  files,
  bytes,
  seconds,
}: ThumbnailsReport): string[] {
  const what = mode === 'blurred' ? 'a blurred image' : `a thumbnail of ${side} pixels`;
  return [
    `${counted(items, 'item', 'has', 'have')} ${what} in the pack: ${count(files, 'file')} with ${size(bytes)}, made in ${seconds.toFixed(1)} s, ${cached} of them known from an earlier build.`,
    `${counted(without, 'item', 'names', 'name')} no image; the images of ${count(refusals.length, 'item')} cannot be read. Their cards show a letter.`,
    TOLD[mode as keyof typeof TOLD],
    ...(mode === 'pack' && bytes > MAX_BYTES
      ? [
          `Every shopper fetches all of them, and this is more than ${size(MAX_BYTES)}: consider --thumbnails mixed.`,
        ]
      : []),
  ];
}

const TOLD = {
  pack: 'Every shopper fetches all of them, so no host learns what a shelf shows.',
  mixed:
    'A page fetches the files of the items that it shows: the host of the pack learns one item in a hundred or more for each, and from many of them what kind of items a shopper is shown (docs/privacy.md).',
  blurred:
    'Every shopper fetches all of them. When a shopper turns to a card, its image is loaded from the host that the catalogue names, which learns of that item.',
};
