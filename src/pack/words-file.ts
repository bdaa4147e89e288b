/**
 * A file with the telling words of items' descriptions, which only a search reads. Raw deflate of numbers, as LEB128 varints,
 * and UTF-8:
 *
 * | what | |
 * | --- | --- |
 * | version, 1 | varint |
 * | rows, words, bytes of all endings | varints |
 * | for each word, in ascending order: how many bytes it begins with as the word before | varint |
 * | for each word: the bytes of its ending | varint |
 * | the endings | bytes |
 * | for each word: how many rows have it | varint |
 * | for each word and row, ascending: the rows between it and the row before | varint |
 *
 * A word that many items have costs its letters once, and about a byte for each of them.
 */
import { badPack, packVersion } from './bad-pack.ts';
import { inflate, type Deflate } from './deflate.ts';

const WORDS_VERSION = 1;
/** Words of an item that a reader takes. */
const MAX_WORDS = 64;
/** Bytes of a word, so that a small file cannot unfold to long ones. */
const MAX_BYTES = 255;

/** A list of words for each row; the order of a list has no meaning. */
export type RowWords = readonly (readonly string[])[];

/** Writes a file. Words of more than 255 bytes are left out. */
export async function encodeWords(words: RowWords, deflate: Deflate): Promise<Uint8Array<ArrayBuffer>> {
  const rowsOf = new Map<string, number[]>();
  words.forEach((own, row) => {
    for (const word of new Set(own)) {
      const rows = rowsOf.get(word);
      if (rows) rows.push(row);
      else rowsOf.set(word, [row]);
    }
  });
  const sorted = [...rowsOf].sort(([a], [b]) => (a < b ? -1 : 1));
  const [begins, ends, endings, counts, gaps]: number[][] = [[], [], [], [], []];
  let before = new Uint8Array();
  for (const [word, rows] of sorted) {
    const bytes = new TextEncoder().encode(word);
    if (bytes.length > MAX_BYTES) continue;
    const differs = bytes.findIndex((byte, i) => byte !== before[i]);
    const begin = differs < 0 ? bytes.length : differs;
    begins!.push(begin);
    ends!.push(bytes.length - begin);
    for (const byte of bytes.subarray(begin)) endings!.push(byte);
    counts!.push(rows.length);
    rows.forEach((row, i) => gaps!.push(i === 0 ? row : row - rows[i - 1]! - 1));
    before = bytes;
  }
  return deflate(
    Uint8Array.from([
      ...varints([WORDS_VERSION, words.length, counts!.length, endings!.length]),
      ...varints([...begins!, ...ends!]),
      ...endings!,
      ...varints([...counts!, ...gaps!]),
    ]),
  );
}

function* varints(numbers: readonly number[]): Generator<number> {
  for (let number of numbers) {
    for (; number > 127; number >>>= 7) yield (number & 127) | 128;
    yield number;
  }
}

/** @throws {VitrineError} `bad-pack` if the file is damaged or does not have `rows` rows, `pack-version` if it is newer. */
export async function decodeWords(buffer: ArrayBuffer, rows: number): Promise<string[][]> {
  const file = new Reader(await inflate(new Uint8Array(buffer), 'a words file', maxBytes(rows)));
  const version = file.number();
  if (version !== WORDS_VERSION) throw packVersion('a words file', version, WORDS_VERSION);
  const [own, count, bytes] = [file.number(), file.number(), file.number()];
  if (own !== rows) throw badPack(`a words file has ${own} rows, not ${rows}`);
  const words = wordsIn(file, count, bytes);
  const lists = Array.from({ length: rows }, (): string[] => []);
  const counts = words.map(() => file.number());
  words.forEach((word, i) => {
    let row = -1;
    for (let n = 0; n < counts[i]!; n++) {
      const list = lists[(row += file.number() + 1)];
      if (!list || list.length >= MAX_WORDS) throw badPack('a words file has words that do not fit its rows');
      list.push(word);
    }
  });
  if (!file.isAtEnd) throw badPack('a words file is longer than its words');
  return lists;
}

/** The most that a file may inflate to: no reader can be made to fill its memory. */
function maxBytes(rows: number): number {
  return 2 ** 16 + 2 ** 11 * rows;
}

function wordsIn(file: Reader, count: number, length: number): string[] {
  if (count > file.bytes.length) throw badPack('a words file is cut short');
  const begins = Array.from({ length: count }, () => file.number());
  const ends = Array.from({ length: count }, () => file.number());
  const endings = new Reader(file.take(length));
  const decoder = new TextDecoder();
  let before = new Uint8Array();
  return begins.map((begin, i) => {
    if (begin > before.length || begin + ends[i]! > MAX_BYTES)
      throw badPack('a words file has a word that is too long, or that begins as none before');
    const bytes = new Uint8Array(begin + ends[i]!);
    bytes.set(before.subarray(0, begin));
    bytes.set(endings.take(ends[i]!), begin);
    before = bytes;
    return decoder.decode(bytes);
  });
}

/** Reads a file from its begin to its end. */
class Reader {
  #at = 0;
  constructor(readonly bytes: Uint8Array<ArrayBuffer>) {}

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  number(): number {
    let number = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) break;
      number += (byte & 127) * 2 ** shift;
      if (byte < 128) return number;
    }
    throw badPack('a words file has a number that is cut short');
  }

  take(length: number): Uint8Array<ArrayBuffer> {
    const end = this.#at + length;
    if (end > this.bytes.length) throw badPack('a words file is cut short');
    const taken = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
