/** The thumbnails of a pack's items. Its own chunk, loaded when a page first asks for images. */
import { badPack } from '../../pack/bad-pack.ts';
import { readChecked } from '../../pack/load.ts';
import type { PackFile, ThumbnailEntry } from '../../pack/manifest.ts';
import { decodeThumbnails, thumbnailFileOf, type Thumbnails as Images } from '../../pack/thumbnail-file.ts';
import type { ImagesMode } from '../../types.ts';
import { packReader } from './pack-reader.ts';

/** Bytes of all files that are read at once, and of one file. */
const MAX_BYTES = 32 * 2 ** 20;
const MAX_FILE_BYTES = 8 * 2 ** 20;
/** Number of files that are kept in memory, if not all are: what was shown once is not asked for again soon. */
const KEPT = 64;

/** By name, oldest first. A newer pack has most of its files from the one before. */
const loaded = new Map<string, Promise<Images>>();

/** Reads the thumbnails of a pack. */
export class Thumbnails {
  readonly #read;
  readonly #all: boolean;
  #reading: Promise<unknown> | undefined;
  readonly #done: (Promise<Images> | undefined)[] = [];

  /**
   * @param manifest Address of the pack's manifest.
   * @throws {VitrineError} `bad-pack` if the files are too large.
   */
  constructor(
    manifest: string,
    private readonly entry: ThumbnailEntry,
    mode: ImagesMode,
  ) {
    // Of `mixed`, what is read depends on the shopper, so nothing of it stays in the browser's cache.
    this.#all = mode !== 'mixed';
    this.#read = packReader(manifest, this.#all);
    const bytes = entry.files.map((file) => file.bytes);
    const sum = this.#all ? bytes.reduce((total, one) => total + one, 0) : 0;
    if (sum > MAX_BYTES || Math.max(...bytes) > MAX_FILE_BYTES)
      throw badPack(
        `the pack's thumbnails are larger than ${MAX_BYTES} bytes, or a file than ${MAX_FILE_BYTES}`,
      );
  }

  /** The images of the ids given. One whose file cannot be read is left out; the next call reads the file again. */
  async of(ids: readonly string[]): Promise<Map<string, Blob>> {
    if (this.#all) this.#reading ??= this.#readAll();
    const type = `image/${this.entry.mode === 'blurred' ? 'thumbhash' : 'webp'}`;
    const found = await Promise.all(
      ids.map(async (id) => {
        const number = thumbnailFileOf(id, this.entry.files.length);
        const image = (await this.#file(number).catch(() => undefined))?.get(id);
        return image && ([id, new Blob([image], { type })] as const);
      }),
    );
    return new Map(found.filter((one) => one !== undefined));
  }

  /** Reads every file that is not there, in their order, one after the other, whatever was asked for. */
  async #readAll(): Promise<void> {
    const { files } = this.entry;
    let before: Promise<unknown> = Promise.resolve();
    files.forEach((file, number) => {
      const load = (this.#done[number] ??= before.then(() => this.#load(file)));
      before = load.catch(() => (this.#done[number] = undefined));
    });
    await before;
    if (files.some((_, number) => !this.#done[number])) this.#reading = undefined;
  }

  #file(number: number): Promise<Images> {
    const { files } = this.entry;
    if (this.#all) return this.#done[number] ?? Promise.reject(new Error('it could not be read'));
    const file = files[number]!;
    const load = loaded.get(file.file) ?? this.#load(file);
    loaded.delete(file.file);
    loaded.set(file.file, load);
    for (const name of [...loaded.keys()].slice(0, -KEPT)) loaded.delete(name);
    load.catch(() => loaded.delete(file.file));
    return load;
  }

  async #load(file: PackFile): Promise<Images> {
    return decodeThumbnails(await readChecked(this.#read, file), this.entry.mode === 'blurred');
  }
}
