/**
 * The second thread of `stream-2`, and what both threads do: each takes the next chunk that nobody has taken, so a
 * thread that the system keeps waiting costs no more than the chunk that it is in.
 */

/** Words of the control array: searches begun, chunks taken, chunks read. */
export const TURN = 0;
export const TAKEN = 1;
export const READ = 2;

const CHUNK_BYTES = 65_536;

/** How often to look for work before going to sleep: waking takes longer than reading a small catalogue. */
const LOOKS = 200_000;

export interface StreamStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** What there is to read; a multiple of what the kernel reads at a time. */
  readonly bytes: number;
  readonly control: Int32Array<SharedArrayBuffer>;
}

export function chunksOf(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}

/** Gives a function that reads chunks until none is left. */
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

// The first thread imports this file for its functions; only in the second is there something to start.
if (self.name === 'stream-thread')
  self.onmessage = ({ data }: MessageEvent<StreamStart>) => {
    const read = readerOf(data);
    const { control } = data;
    self.postMessage('ready');
    for (let turn = 0; ;) {
      for (let look = 0; look < LOOKS && Atomics.load(control, TURN) === turn; look++);
      Atomics.wait(control, TURN, turn);
      turn = Atomics.load(control, TURN);
      read();
    }
  };
