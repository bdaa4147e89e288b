import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spill } from './spill.ts';

interface File {
  readonly descriptor: number;
  /** Bytes of each piece, in the order of writing. */
  readonly sizes: number[];
}

/**
 * A spill on disk: each list is a file in a new folder that only this user can read. `dispose` removes the folder.
 *
 * @param parent The folder to make the new one in. Default: the system's folder for temporary files.
 */
export function diskSpill(parent = tmpdir()): Spill {
  const folder = mkdtempSync(join(parent, 'vitrine-'));
  const files = new Map<string, File>();
  const open = (name: string): File => {
    const file = { descriptor: openSync(join(folder, name), 'w+', 0o600), sizes: [] };
    files.set(name, file);
    return file;
  };
  return {
    append(name, piece) {
      const { descriptor, sizes } = files.get(name) ?? open(name);
      const bytes = new Uint8Array(piece);
      for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
      sizes.push(bytes.length);
    },
    *read(name) {
      const file = files.get(name);
      let position = 0;
      for (const size of file?.sizes ?? []) {
        const bytes = new Uint8Array(size);
        for (let done = 0; done < size;)
          done += readSync(file!.descriptor, bytes, done, size - done, position + done);
        position += size;
        yield bytes.buffer;
      }
    },
    length: (name) => files.get(name)?.sizes.length ?? 0,
    dispose() {
      for (const { descriptor } of files.values()) closeSync(descriptor);
      files.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
