/** The types of the page's scope lack it. */
interface SyncAccessHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}
type WritableHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> };

/** Milliseconds before each further attempt, if a worker that has just ended still holds the file. */
const PAUSES = [20, 100, 400];

/**
 * Writes a file of the origin private file system in place, and creates it if there is none: once this resolves, its old
 * bytes are no longer on the disk, as far as a browser can tell. Only dedicated workers can do this; what other scripts
 * write goes to a new file, and the old one's bytes stay behind.
 *
 * @see https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle
 */
export async function overwrite(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const handle = await opened((await folder.getFileHandle(file, { create: true })) as WritableHandle);
  try {
    handle.truncate(bytes.length);
    if (handle.write(bytes, { at: 0 }) !== bytes.length)
      throw new DOMException('the disk did not take all bytes', 'QuotaExceededError');
    handle.flush();
  } finally {
    handle.close();
  }
}

async function opened(handle: WritableHandle): Promise<SyncAccessHandle> {
  for (const pause of PAUSES) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      if ((error as DOMException).name !== 'NoModificationAllowedError') throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return handle.createSyncAccessHandle();
}
