/**
 * What can go wrong, as a code that callers branch on.
 *
 * - `bad-argument` a value that the call does not take; `bad-shape` a vector or matrix of the wrong size
 * - `bad-catalogue` a catalogue, feed or orders file that cannot be read; `bad-pack` a pack file that is damaged
 * - `pack-version` a pack or store newer than this code; `pack-load` a pack file or feed that did not arrive
 * - `model-load` a text model that is missing or damaged; `worker-load` a worker that did not start
 * - `script-load` another of Vitrine's scripts that did not arrive
 * - `store` IndexedDB refused; `gpu` WebGPU is missing, lost or wrong; `wasm` the same of WebAssembly; `disposed` the recommender has been disposed of
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
  | 'store'
  | 'gpu'
  | 'wasm'
  | 'disposed';

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

/** A value in a message, whatever it is: some objects have no text, and some texts have no end. */
export function shown(value: unknown): string {
  try {
    return String(value).slice(0, 80);
  } catch {
    return typeof value;
  }
}
