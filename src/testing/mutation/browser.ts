/** What the store's tests need of a browser, in memory: IndexedDB, locks, private files, and the worker that overwrites them. */
import { expose } from 'comlink';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { overwrite } from '../../store/overwrite.ts';

class Directory {
  readonly files = new Map<string, PrivateFile>();

  async getFileHandle(name: string, { create = false } = {}): Promise<PrivateFile> {
    const file = this.files.get(name) ?? (create ? new PrivateFile() : missing());
    this.files.set(name, file);
    return file;
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.files.delete(name)) missing();
  }

  async *entries(): AsyncGenerator<[string, PrivateFile]> {
    yield* this.files;
  }
}

class PrivateFile {
  #bytes = new Uint8Array();
  #isOpen = false;

  async getFile() {
    return new Blob([this.#bytes]);
  }

  async createSyncAccessHandle() {
    if (this.#isOpen) throw new DOMException('the file is open', 'NoModificationAllowedError');
    this.#isOpen = true;
    return {
      truncate: (size: number) => {
        const cut = new Uint8Array(size);
        cut.set(this.#bytes.subarray(0, size));
        this.#bytes = cut;
      },
      write: (bytes: Uint8Array, { at }: { at: number }) => {
        const grown = new Uint8Array(Math.max(this.#bytes.length, at + bytes.length));
        grown.set(this.#bytes);
        grown.set(bytes, at);
        this.#bytes = grown;
        return bytes.length;
      },
      flush: () => undefined,
      close: () => {
        this.#isOpen = false;
      },
    };
  }
}

function missing(): never {
  throw new DOMException('there is no such file', 'NotFoundError');
}

/** Locks without options: each waits for those asked for before it. */
function createLocks() {
  const last = new Map<string, Promise<unknown>>();
  return {
    request: (name: string, work: () => Promise<unknown>) => {
      const done = (last.get(name) ?? Promise.resolve()).then(work);
      last.set(
        name,
        done.catch(() => undefined),
      );
      return done;
    },
  };
}

/** Gives the tests of a file a browser of their own. */
export function installBrowser(): void {
  const root = new Directory();
  const globals = {
    indexedDB: new IDBFactory(),
    navigator: { locks: createLocks(), storage: { getDirectory: async () => root } },
    FileSystemDirectoryHandle: Directory,
    FileSystemFileHandle: PrivateFile,
    Worker: function OverwritingWorker() {
      const { port1, port2 } = new MessageChannel();
      expose({ overwrite }, port1);
      return port2;
    },
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
