import type { Manifest } from '../../pack/manifest.ts';
import type { CheckedFile } from './check-files.ts';
import type { Suspect } from './suspects.ts';

/** The contents of a pack, the state of its files, and its items with suspicious vectors. */
export interface Inspection {
  readonly place: string;
  readonly manifest: Manifest;
  readonly files: readonly CheckedFile[];
  readonly suspects: readonly Suspect[];
}

const LISTED = 10; // of each kind; --json has them all

const KINDS: Readonly<Record<Suspect['kind'], string>> = {
  'no-text': 'have no letter or digit in title and description',
  'zero-vector': 'have a vector of zeros',
  'constant-vector': 'have a vector whose numbers are all equal',
  'near-duplicate': 'have nearly the vector of an item with another title',
  outlier: 'are similar to no other item',
};

/** Describes an inspection for a terminal. */
export function describeInspection({ place, manifest, files, suspects }: Inspection): string {
  const {
    items,
    dim,
    from,
    bits,
    recall,
    shards,
    removed,
    prices,
    tables = {},
    model,
    images,
    thumbnails,
    sensitive,
    options,
  } = manifest;
  const total = (key: 'bytes' | 'gzip') => files.reduce((sum, file) => sum + file[key], 0);
  const damaged = files.filter(({ damage }) => damage !== undefined);
  return [
    `${place}: ${items} items, ${dim} dimensions of ${from}, ${bits.toFixed(1)} bits each, recall@20 ${recall.toFixed(4)}`,
    `shards  ${shards.map(({ rows }) => rows).join(', ')} rows${removed ? ', some of them removed' : ''}`,
    `prices  ${prices ?? 'as they were built'}`,
    `tables  ${Object.keys(tables).join(', ') || 'none'}`,
    `model   ${model ? `${model.id}, ${Object.keys(model.files).length} files` : 'none, so the pack cannot be searched'}`,
    `images  ${images ? `${images.items} items, ${images.dim} dimensions, by ${images.model.id}` : 'none'}`,
    `thumbs  ${thumbnails ? `${thumbnails.mode}: ${thumbnails.items} items, ${thumbnails.size > 0 ? `${thumbnails.size} pixels` : 'ThumbHashes'}, ${thumbnails.files.length} files` : 'none'}`,
    ...(sensitive ? [`never remembered  ${sensitive.join(', ')}`] : []),
    `options ${JSON.stringify(options)}`,
    '',
    ...files.map(
      ({ file, bytes, gzip, damage }) =>
        `${size(bytes)} ${size(gzip)} gzip  ${file}${damage ? '  DAMAGED' : ''}`,
    ),
    `${size(total('bytes'))} ${size(total('gzip'))} gzip  ${files.length} files`,
    '',
    ...(damaged.length > 0
      ? damaged.map(({ file, damage }) => `${file}: ${damage!}`)
      : ['Every file has the digest that the manifest lists.', ...describeSuspects(suspects)]),
    '',
  ].join('\n');
}

function describeSuspects(suspects: readonly Suspect[]): string[] {
  if (suspects.length === 0) return ['No vector is suspicious.'];
  return Object.entries(KINDS).flatMap(([kind, what]) => {
    const some = suspects.filter((suspect) => suspect.kind === kind);
    if (some.length === 0) return [];
    const lines = some.slice(0, LISTED).map(({ id, title, other, cosine }) => {
      const near = other ? ` and ${other.id} ${other.title}` : '';
      return `  ${id} ${title}${near}${cosine === undefined ? '' : ` (${cosine.toFixed(3)})`}`;
    });
    const more = some.length > LISTED ? [`  and ${some.length - LISTED} more: --json lists them all`] : [];
    return [`${some.length} items ${what}:`, ...lines, ...more];
  });
}

function size(bytes: number): string {
  return (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`).padStart(9);
}
