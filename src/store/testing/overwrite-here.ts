import { wrap } from 'comlink';
import type { OverwriteApi } from '../../worker/overwrite-entry.ts';

let api: ReturnType<typeof wrap<OverwriteApi>> | undefined;

/** Overwrites a file as a page does for its engine, but in one worker for all tests of a file. */
export async function overwriteHere(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  api ??= wrap<OverwriteApi>(
    new Worker(new URL('../../worker/overwrite-entry.ts', import.meta.url), { type: 'module' }),
  );
  await api.overwrite(file, bytes);
}

/** The names and bytes of the files of the origin private file system. */
export async function privateFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const [name, handle] of (await navigator.storage.getDirectory()).entries())
    files.set(name, new Uint8Array(await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer()));
  return files;
}
