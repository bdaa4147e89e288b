import { describeChoices } from '../budget/choose-budget.ts';
import type { LanguagesReport } from '../build-languages.ts';
import type { BuildReport } from '../build.ts';
import { describeItemBytes } from '../item-bytes.ts';
import { catalogueBlocks } from './catalogue-blocks.ts';
import type { Block } from './document.ts';
import type { Extent } from './extent.ts';
import { ordersBlocks } from './orders-blocks.ts';
import { mendFirst } from './mend-first.ts';
import { thumbnailsBlocks } from './thumbnails-blocks.ts';
import { count, counted, number, size } from './words.ts';

/** What a build did, for the owner of the shop. */
export function pageOf(report: BuildReport | LanguagesReport, extent: Extent): Block[] {
  const { items, out, written } = report;
  const done = written
    ? `The pack with ${count(items, 'item')} is in ${out ?? ''}.`
    : `This was a dry run: a pack with ${count(items, 'item')} could be built, and none was written.`;
  return [
    { title: written ? 'Vitrine has built a pack' : 'Vitrine would build a pack' },
    { text: done },
    ...catalogueBlocks(report, extent),
    ...('packs' in report ? languagesBlocks(report, extent) : packBlocks(report, extent)),
  ];
}

function languagesBlocks({ packs, default: otherwise, out = '' }: LanguagesReport, extent: Extent): Block[] {
  return [
    ...Object.entries(packs).flatMap(([tag, report]): Block[] => [
      { title: `Language ${tag}: ${count(report.items, 'item')}` },
      ...packBlocks(report, extent),
    ]),
    { title: 'All languages' },
    {
      text: `Pages in other languages get ${otherwise}. Set data-pack to the address of languages.json in ${out}.`,
    },
  ];
}

function packBlocks(report: BuildReport, extent: Extent): Block[] {
  return [
    ...ordersBlocks(report, extent),
    shelvesHeading,
    shelfList(report),
    ...sizeBlocks(report, extent),
    { heading: 'What to mend first' },
    mendBlock(mendFirst(report)),
  ];
}

function mendBlock(sentences: readonly string[]): Block {
  return sentences.length > 0 ? { list: sentences } : { text: 'Nothing.' };
}

const shelvesHeading: Block = { heading: 'What shelves will show' };

function shelfList({ shelves }: BuildReport): Block {
  return { list: shelves.map(({ model, says }) => `${model}: ${says}.`) };
}

function sizeBlocks(report: BuildReport, extent: Extent): Block[] {
  const { files, items, shelfBytes, lateBytes, recall, seconds, embedded, delta, freshBytes, images } =
    report;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const list = [
    `The pack has ${count(files.length, 'file')} with ${size(bytes)} in all, before they are compressed.`,
    `For shelves, a shopper's browser loads ${size(shelfBytes)} of that, ${count(Math.round(shelfBytes / items), 'byte')} an item; ${size(lateBytes)} follow with the first search that needs the text model.`,
    describeItemBytes(report.itemBytes),
    ...(delta
      ? [
          `A shopper who has the previous pack loads ${size(freshBytes)}, since the other files have not changed.`,
        ]
      : []),
    `Rounding the vectors keeps ${(100 * recall).toFixed(1)} % of each item's 20 nearest items.`,
    `It took ${seconds.toFixed(1)} s; ${embeddedText(embedded)}.`,
  ];
  return [
    { heading: 'Size and time' },
    { list },
    ...imageBlocks(images, extent),
    ...thumbnailsBlocks(report.thumbnails, extent),
    ...budgetBlocks(report),
  ];
}

function embeddedText(embedded: number): string {
  return embedded === 0
    ? 'all texts were known from an earlier build'
    : `${count(embedded, 'text')} had no vector yet`;
}

function imageBlocks(images: BuildReport['images'], { examples }: Extent): Block[] {
  if (!images) return [];
  const { items, without, cached, refusals, seconds } = images;
  const list = [
    `${counted(items, 'item', 'has', 'have')} an image that was compared, in ${seconds.toFixed(1)} s; ${number(cached)} images were known from an earlier build.`,
    `${counted(without, 'item', 'names', 'name')} no image; the images of ${count(refusals.length, 'item')} cannot be read.`,
  ];
  const lines = refusals
    .slice(0, 4 * examples)
    .map(({ id, address, reason }) => `item ${id}: ${address} ${reason}`);
  return [{ heading: 'Images' }, { list }, ...(lines.length > 0 ? [{ lines }] : [])];
}

function budgetBlocks({ choices, neighbours }: BuildReport): Block[] {
  if (!choices || neighbours === undefined) return [];
  return [{ heading: 'Budget' }, { lines: describeChoices(choices, neighbours) }];
}
