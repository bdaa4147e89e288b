import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { defaultCache } from '../vectors/cache-folder.ts';

const HASH_BYTES = 32;

/**
 * Vectors that an image model has computed, by the hash of the picture's file, and what hosts call the pictures that they
 * gave. Files are only added to, so that a build that is killed loses at most the picture under way.
 */
export class VectorCache {
  readonly #folder: string;
  readonly #vectors: string;
  readonly #places = new Map<string, number>();
  readonly #tags = new Map<string, Tag>();
  #dim = 0;

  /** @param model What tells models apart: the same picture has another vector by another. */
  constructor(model: readonly Uint8Array[], folder = join(defaultCache(), 'images')) {
    const hash = createHash('sha256');
    for (const bytes of model) hash.update(bytes);
    this.#folder = folder;
    this.#vectors = join(folder, `${hash.digest('hex').slice(0, 16)}.vectors`);
    mkdirSync(folder, { recursive: true });
    this.#readPlaces();
    this.#readTags();
  }

  get(hash: string): Float32Array<ArrayBuffer> | undefined {
    const place = this.#places.get(hash);
    if (place === undefined) return undefined;
    const bytes = new Uint8Array(this.#dim * 4);
    const file = openSync(this.#vectors, 'r');
    const read = readSync(file, bytes, 0, bytes.length, place);
    closeSync(file);
    return read === bytes.length ? new Float32Array(bytes.buffer) : undefined;
  }

  put(hash: string, vector: Float32Array): void {
    if (this.#places.has(hash) || (this.#dim !== 0 && this.#dim !== vector.length)) return;
    const bytes = Buffer.concat([
      Buffer.from(hash, 'hex'),
      Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
    ]);
    if (this.#dim === 0) {
      this.#dim = vector.length;
      appendFileSync(this.#vectors, new Uint8Array(Uint32Array.of(this.#dim).buffer));
    }
    const file = openSync(this.#vectors, 'a');
    const place = fstatSync(file).size + HASH_BYTES;
    appendFileSync(file, bytes);
    closeSync(file);
    this.#places.set(hash, place);
  }

  /** What a host last gave at an address, if its vector is here. */
  tagOf(address: string): Tag | undefined {
    const tag = this.#tags.get(address);
    return tag && this.#places.has(tag.hash) ? tag : undefined;
  }

  note(address: string, tag: Tag): void {
    this.#tags.set(address, tag);
    appendFileSync(join(this.#folder, TAGS), `${JSON.stringify([address, tag.etag, tag.hash])}\n`);
  }

  #readPlaces(): void {
    if (!existsSync(this.#vectors)) return;
    const bytes = readFileSync(this.#vectors);
    if (bytes.length < 4) return;
    this.#dim = bytes.readUInt32LE(0);
    const size = HASH_BYTES + this.#dim * 4;
    for (let at = 4; at + size <= bytes.length; at += size)
      this.#places.set(bytes.toString('hex', at, at + HASH_BYTES), at + HASH_BYTES);
  }

  #readTags(): void {
    const file = join(this.#folder, TAGS);
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      try {
        const [address, etag, hash] = JSON.parse(line) as [string, string, string];
        this.#tags.set(address, { etag, hash });
      } catch {
        // the end of a build that was killed
      }
    }
  }
}

export interface Tag {
  readonly etag: string;
  /** Of the picture's file. */
  readonly hash: string;
}

const TAGS = 'tags.jsonl';
