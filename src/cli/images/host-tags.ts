import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a host sent for an image's address the last time. */
export interface Tag {
  readonly etag: string;
  /** Digest of the image file, see `digestOf`. */
  readonly digest: string;
}

/** Remembers the ETags of images between builds, by address, so that an image that has not changed is not fetched again. */
export class HostTags {
  readonly #file: string;
  readonly #tags = new Map<string, Tag>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'tags.jsonl');
    if (!existsSync(this.#file)) return;
    for (const line of readFileSync(this.#file, 'utf8').split('\n')) {
      try {
        const [address, etag, digest] = JSON.parse(line) as [string, string, string];
        this.#tags.set(address, { etag, digest });
      } catch {
        // An empty line, or the torn record of a build that was killed.
      }
    }
  }

  get(address: string): Tag | undefined {
    return this.#tags.get(address);
  }

  set(address: string, tag: Tag): void {
    this.#tags.set(address, tag);
    // The line break comes first, so that a torn record before it does not damage this one.
    appendFileSync(this.#file, `\n${JSON.stringify([address, tag.etag, tag.digest])}`);
  }
}
