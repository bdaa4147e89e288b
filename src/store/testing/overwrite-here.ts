import { wrap } from 'comlink';
import { sha256 } from '../../pack/sha256.ts';
import type { OverwriteApi } from '../../worker/overwrite-entry.ts';

let api: ReturnType<typeof wrap<OverwriteApi>> | undefined;

/** Overwrites a file as a page does for its engine, but in one worker for all tests of a file. */
export async function overwriteHere(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  api ??= wrap<OverwriteApi>(
    new Worker(new URL('../../worker/overwrite-entry.ts', import.meta.url), { type: 'module' }),
  );
  await api.overwrite(file, bytes);
}

/** The file that keeps half of a history's key: its name, and its bytes if it is there. */
export async function halfFileOf(name: string): Promise<{ file: string; bytes?: Uint8Array<ArrayBuffer> }> {
  const file = `vitrine-${await sha256(new TextEncoder().encode(name))}`;
  for await (const [found, handle] of (await navigator.storage.getDirectory()).entries())
    if (found === file) {
      const content = await (handle as FileSystemFileHandle).getFile();
      return { file, bytes: new Uint8Array(await content.arrayBuffer()) };
    }
  return { file };
}
