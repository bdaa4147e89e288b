import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostTags } from '../images/host-tags.ts';
import { defaultCache } from '../vectors/cache-folder.ts';
import type { Variant } from './make-variants.ts';

/** Raise it when thumbnails are made in another way. */
const VERSION = 1;

/** What earlier builds have left: thumbnails by the digest of the image file, and what hosts sent for each address. */
export class VariantCache {
  readonly tags: HostTags;
  readonly #folder = join(defaultCache(), `thumbnails-${VERSION}`);

  constructor() {
    this.tags = new HostTags(this.#folder);
  }

  /** @returns undefined unless all are there. */
  get(digest: string, variants: readonly Variant[]): Uint8Array<ArrayBuffer>[] | undefined {
    const paths = variants.map((variant) => this.#path(digest, variant));
    return paths.every(existsSync) ? paths.map((path) => new Uint8Array(readFileSync(path))) : undefined;
  }

  set(digest: string, variants: readonly Variant[], images: readonly Uint8Array[]): void {
    variants.forEach((variant, i) => {
      const path = this.#path(digest, variant);
      mkdirSync(dirname(path), { recursive: true });
      const unfinished = `${path}.${process.pid}`;
      writeFileSync(unfinished, images[i]!);
      renameSync(unfinished, path);
    });
  }

  #path(digest: string, variant: Variant): string {
    return join(this.#folder, digest.slice(0, 2), `${digest}-${variant}`);
  }
}
