import { gzipSync } from 'node:zlib';
import { VitrineError } from '../../errors.ts';
import { readChecked, type ReadFile } from '../../pack/load.ts';
import { filesOf, type Manifest } from '../../pack/manifest.ts';

/** The result of checking a file of a pack. */
export interface CheckedFile {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
  /** What is wrong with the file; absent if it is whole. */
  readonly damage?: string;
}

/** Reads every file that a manifest names, and checks it against its digest. */
export async function checkFiles(read: ReadFile, manifest: Manifest): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (const entry of filesOf(manifest)) {
    const { file, bytes } = entry;
    try {
      const content = await readChecked(read, entry);
      checked.push({ file, bytes, gzip: gzipSync(new Uint8Array(content)).length });
    } catch (error) {
      if (!(error instanceof VitrineError)) throw error;
      checked.push({ file, bytes, gzip: 0, damage: error.message });
    }
  }
  return checked;
}
