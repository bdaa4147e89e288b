/**
 * The second thread of `stream-2`, and the code of both threads. A thread takes one chunk after another, so a thread that
 * the system suspends delays only the chunk that it has taken.
 */

/** Indices of the control array: searches started, chunks taken, chunks read. */
export const TURN = 0;
export const TAKEN = 1;
export const READ = 2;

const CHUNK_BYTES = 65_536;

/** How often to check for work before sleeping: to wake up takes longer than to read a small catalogue. */
const SPINS = 200_000;

export interface StreamStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Bytes to read; a multiple of `BLOCK`. */
  readonly bytes: number;
  readonly control: Int32Array<SharedArrayBuffer>;
}

export function chunksOf(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}

/** Returns a function that reads chunks until none is left. */
export function readerOf({ module, memory, bytes, control }: StreamStart): () => void {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const sum = exports['sum'] as (from: number, end: number) => number;
  const chunks = chunksOf(bytes);
  return () => {
    let chunk: number;
    while ((chunk = Atomics.add(control, TAKEN, 1)) < chunks) {
      sum(chunk * CHUNK_BYTES, Math.min(bytes, (chunk + 1) * CHUNK_BYTES));
      Atomics.add(control, READ, 1);
    }
  };
}

// The first thread imports this file for its functions only.
if (self.name === 'stream-thread')
  self.onmessage = ({ data }: MessageEvent<StreamStart>) => {
    const read = readerOf(data);
    const { control } = data;
    self.postMessage('ready');
    for (let turn = 0; ;) {
      for (let spin = 0; spin < SPINS && Atomics.load(control, TURN) === turn; spin++);
      Atomics.wait(control, TURN, turn);
      turn = Atomics.load(control, TURN);
      read();
    }
  };
