/** Formats that can be read. Platforms' own shapes of them are known by their columns. */
export const FORMATS = [
  'csv',
  'tsv',
  'json',
  'jsonl',
  'xml',
  'yaml',
  'html',
  'parquet',
  'xlsx',
  'ods',
] as const;
export type Format = (typeof FORMATS)[number];
export type TextFormat = Exclude<Format, 'parquet' | 'xlsx' | 'ods'>;

const ENDINGS: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  txt: 'csv',
  json: 'json',
  jsonld: 'json',
  geojson: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  xml: 'xml',
  rss: 'xml',
  atom: 'xml',
  yml: 'yaml',
  yaml: 'yaml',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  parquet: 'parquet',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  ods: 'ods',
};

/** Whether a file of a folder may be a feed, by its ending. */
export function isFeedName(path: string): boolean {
  return endingOf(path) !== undefined;
}

function endingOf(path: string): Format | undefined {
  const ending = /\.([a-z]+)$/i.exec(path.split(/[?#]/, 1)[0]!.replace(/\.gz$/i, ''))?.[1];
  return ending === undefined ? undefined : ENDINGS[ending.toLowerCase()];
}

/** A format by how a text begins where that leaves no doubt, else by its name's ending or the server's word for it. */
export function formatOf(name: string, head: string, type = ''): TextFormat {
  const start = head.trimStart();
  if (start.startsWith('<')) return isHtml(start) ? 'html' : 'xml';
  const ending = endingOf(name) ?? byType(type);
  if (ending === 'yaml' || ending === 'jsonl') return ending;
  if (/^\{\s*["}]|^\[\s*[[{"\]]|^\[\s*(?:\d|null|true|false|-)[^,\n\]]*(?:\n\s*)?[,\]]/.test(start))
    return isJsonLines(start) ? 'jsonl' : 'json';
  if (ending === 'json' || ending === 'tsv') return ending;
  if (
    ending === undefined &&
    /^(?:---\s|#[^\n]*\n\s*)*(?:[\w-]+:[^\S\n]*\n\s*)?- (?:[\w-]+: |\n)/.test(start)
  )
    return 'yaml';
  return 'csv'; // with whatever sets its fields apart
}

function isJsonLines(start: string): boolean {
  return /^\{[^\n]*\}[^\S\n]*\n\s*\{/.test(start);
}

function isHtml(start: string): boolean {
  return /^(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype html|html|head|body|meta|script|title|div|p|h1)\b/i.test(
    start,
  );
}

function byType(type: string): Format | undefined {
  if (/\bjsonlines|ndjson|jsonl\b/i.test(type)) return 'jsonl';
  if (/\bjson\b/i.test(type)) return 'json';
  if (/tab-separated/i.test(type)) return 'tsv';
  if (/yaml/i.test(type)) return 'yaml';
  return /csv|text\/plain/i.test(type) ? 'csv' : undefined;
}
