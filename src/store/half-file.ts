import type { Overwrite } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import { sha256 } from '../pack/sha256.ts';
import { answered } from './answered.ts';
import { HALF_BYTES } from './sealing-key.ts';

/** Milliseconds after which a browser that does not answer about a file counts as refusing. */
const MAX_WAIT = 3000;

/**
 * The half of a history's key that can be overwritten: a file of the origin private file system. IndexedDB cannot be its
 * place, since browsers append what is written there, and leave the old bytes in their files for a time.
 */
export class HalfFile {
  /**
   * @param name Of the history's database.
   * @param overwrite undefined if there is nobody to do it: then there is no file.
   */
  constructor(
    private readonly name: string,
    private readonly overwrite: Overwrite | undefined,
  ) {}

  /** Writes a new half. @returns undefined if this browser has no such files, as in some private windows. */
  async make(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (!this.overwrite || !(await folder())) return undefined;
    const half = crypto.getRandomValues(new Uint8Array(HALF_BYTES));
    await inFileTime(this.overwrite(await this.#fileName(), half));
    return half;
  }

  /** @returns undefined if there is none. */
  async read(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const root = await folder();
    if (!root) throw new VitrineError('store', 'the browser does not give the key of the history');
    const bytes = this.#fileName()
      .then((name) => root.getFileHandle(name))
      .then((handle) => handle.getFile())
      .then((file) => file.arrayBuffer());
    const half = await inFileTime(bytes.catch(unlessMissing));
    return half && new Uint8Array(half);
  }

  /**
   * Overwrites the half, if there is one, and removes its file. If nobody can overwrite it, it is removed all the same: then
   * its bytes are in no file, but may still be on the disk.
   */
  async destroy(): Promise<void> {
    const root = await folder();
    if (!root) return;
    const name = await this.#fileName();
    const handle = await inFileTime(root.getFileHandle(name).catch(unlessMissing));
    if (!handle) return;
    const failures: unknown[] = [];
    const note = (error: unknown) => failures.push(error);
    await inFileTime(this.overwrite?.(name, new Uint8Array(HALF_BYTES)) ?? Promise.reject(new Error())).catch(
      note,
    );
    await inFileTime(root.removeEntry(name).catch(unlessMissing)).catch(note);
    if (failures.length === 2) throw failures[0];
  }

  async #fileName(): Promise<string> {
    // Not the name itself: it may be longer than a file's name may be.
    return `vitrine-${await sha256(new TextEncoder().encode(this.name))}`;
  }
}

async function folder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await inFileTime(navigator.storage.getDirectory());
  } catch {
    return undefined;
  }
}

function unlessMissing(error: unknown): undefined {
  if ((error as Partial<DOMException> | undefined)?.name !== 'NotFoundError') throw error;
}

function inFileTime<Result>(work: Promise<Result>): Promise<Result> {
  return answered(work, MAX_WAIT);
}
