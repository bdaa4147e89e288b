/**
 * What can go wrong, as a code that callers branch on.
 *
 * - `bad-argument` a value that the call does not take; `bad-shape` a vector or matrix of the wrong size
 * - `bad-catalogue` a catalogue, feed or orders file that cannot be read; `bad-pack` a pack file that is damaged
 * - `pack-version` a pack newer than this code; `pack-load` a pack file or feed that did not arrive
 * - `model-load` a text model that is missing or damaged; `worker-load` a worker that did not start
 * - `script-load` another of Vitrine's scripts that did not arrive
 * - `store` IndexedDB refused; `store-quota` the disk is full; `store-evicted` the browser has deleted the store while it was
 *   open; `store-blocked` another tab does not let go of it; `store-version` it is of newer code; `store-crypto` the page is
 *   not in a secure context, so that nothing can be encrypted
 * - `passphrase` a profile file needs another passphrase
 * - `gpu` WebGPU is missing, lost or wrong; `wasm` the same of WebAssembly; `disposed` the recommender has been disposed of
 */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-shape'
  | 'bad-catalogue'
  | 'bad-pack'
  | 'pack-version'
  | 'pack-load'
  | 'model-load'
  | 'worker-load'
  | 'script-load'
  | StoreCode
  | 'passphrase'
  | 'gpu'
  | 'wasm'
  | 'disposed';

/** Why a history cannot be kept on the disk. */
export type StoreCode =
  'store' | 'store-quota' | 'store-evicted' | 'store-blocked' | 'store-version' | 'store-crypto';

/** The only error class that crosses the public API; branch on `code`, never on the message. */
export class VitrineError extends Error {
  override readonly name = 'VitrineError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Waits for a script that is loaded when it is needed.
 *
 * @throws {VitrineError} `script-load` if it does not arrive.
 */
export async function arrived<Module>(script: Promise<Module>): Promise<Module> {
  try {
    return await script;
  } catch (cause) {
    throw new VitrineError('script-load', `a script of Vitrine did not load: ${String(cause)}`, { cause });
  }
}

/** A value in a message, whatever it is: some objects have no text, and some texts have no end. */
export function shown(value: unknown): string {
  try {
    return String(value).slice(0, 80);
  } catch {
    return typeof value;
  }
}

/** Why a history cannot be kept on the disk, if that is what an error says. */
export function storeCode(error: unknown): StoreCode | undefined {
  return error instanceof VitrineError && error.code.startsWith('store')
    ? (error.code as StoreCode)
    : undefined;
}
