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

/** Milliseconds after which a script that did not arrive is asked for again. */
const BEFORE_AGAIN = 1000;

/** Every runtime has it, but core is compiled without the types of any. */
declare function setTimeout(work: (value?: unknown) => void, ms: number): unknown;

let again = 0;

/**
 * Loads a script that is needed now. If it does not arrive, asks for it once more.
 *
 * @param load Calls `import()`.
 * @throws {VitrineError} `script-load` if it does not arrive.
 */
export async function arrived<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, BEFORE_AGAIN));
  }
  try {
    return await load().catch((error: unknown) => elsewhere<Module>(load, error));
  } catch (cause) {
    throw new VitrineError('script-load', `a script of Vitrine did not load: ${String(cause)}`, { cause });
  }
}

/**
 * Firefox asks for no script again on a page where it did not arrive once, by the same address. Its error names the
 * address, and with another fragment it is another one, of which the host sees nothing.
 */
function elsewhere<Module>(load: () => Promise<Module>, error: unknown): Promise<Module> {
  const [, address, file] = /^TypeError: error loading .*: (http.*\/([^/]+))$/.exec(String(error)) ?? [];
  // It may also name another script, which the one to load imports.
  if (!file || !String(load).includes(file)) throw error;
  return import(/* @vite-ignore */ `${address!}#${++again}`) as Promise<Module>;
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
