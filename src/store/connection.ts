import type { VitrineError } from '../errors.ts';
import { answered } from './answered.ts';
import { deleteDatabase, openDatabase, type OpenDatabase } from './database.ts';
import type { HalfFile } from './half-file.ts';
import { storeError } from './store-error.ts';

/**
 * A database that opens with its first use, and opens again after another tab has erased or upgraded it. Work is done
 * in the order in which it was asked for, one piece after the other.
 */
export class Connection {
  #opening: Promise<OpenDatabase> | undefined;
  /** Why the browser has ended the connection. Then every call rejects until the database is erased. */
  #fault: VitrineError | undefined;
  #hasClosed = false;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param lost Called if the key is lost, and the history begins anew. */
  constructor(
    private readonly name: string,
    private readonly half: HalfFile,
    private readonly lost: (why: VitrineError) => void,
  ) {}

  /** Whether the database has been open and no longer is, so that it may have been erased since. */
  get hasClosed(): boolean {
    return this.#hasClosed && !this.#fault;
  }

  /**
   * Does a piece of work; tries once more if another tab has made us close the database meanwhile.
   *
   * @throws {VitrineError} a code that begins with `store`.
   */
  run<Result>(work: (database: OpenDatabase) => Promise<Result>): Promise<Result> {
    const attempt = async () => {
      if (this.#fault) throw this.#fault;
      return answered(work(await this.#open()));
    };
    const done = this.#queue.then(attempt).catch((error: unknown) => {
      if (!isClosed(error)) throw this.#fault ?? storeError(error);
      return attempt().catch((again: unknown) => {
        throw this.#fault ?? storeError(again);
      });
    });
    this.#queue = done.catch(ignore);
    return done;
  }

  /** Does a piece of work that nobody waits for, if the database is open. A failure must leave everything as it was. */
  runLater(work: (database: OpenDatabase) => Promise<void>): void {
    this.#queue = this.#queue
      .then(async () => this.#opening && answered(work(await this.#opening)))
      .catch(ignore);
  }

  /** Deletes the database after the work asked for before. @throws {VitrineError} a code that begins with `store`. */
  erase(): Promise<void> {
    const erasing = this.#queue.then(async () => {
      this.close();
      this.#fault = undefined;
      await deleteDatabase(this.name, this.half);
    });
    this.#queue = erasing.catch(ignore);
    return erasing.catch((error: unknown) => {
      throw storeError(error);
    });
  }

  close(): void {
    const closing = this.#opening;
    this.#opening = undefined;
    this.#hasClosed = true;
    closing?.then(({ database }) => {
      database.close();
    }, ignore);
  }

  #open(): Promise<OpenDatabase> {
    if (this.#opening) return this.#opening;
    const forget = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    const ended = (fault?: VitrineError) => {
      this.#fault = fault;
      this.#hasClosed = true;
      forget();
    };
    const opening = openDatabase(this.name, { half: this.half, lost: this.lost, ended });
    opening.catch(forget); // the next call may try again
    this.#hasClosed = false;
    return (this.#opening = opening);
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

function ignore(): undefined {
  return undefined;
}
