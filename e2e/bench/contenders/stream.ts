import wat from './stream.wat';
import type { Searcher } from '../contender.ts';
import { chunksOf, READ, readerOf, TAKEN, TURN, type StreamStart } from './stream-thread.ts';

const PAGE = 65_536;
/** Bytes that the kernel reads in one turn. */
const BLOCK = 256;

/** Only reads the bytes of the int8 rows, which bounds the speed of every exact scan. Finds nothing. */
export function stream(threads: 1 | 2): Searcher {
  return {
    async prepare({ rows }) {
      const module = await WebAssembly.compile(Uint8Array.from(atob(wat), (char) => char.charCodeAt(0)));
      const bytes = Math.ceil(rows.data.length / BLOCK) * BLOCK;
      const pages = Math.ceil(bytes / PAGE);
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
      new Int8Array(memory.buffer).set(rows.data);
      const control = new Int32Array(new SharedArrayBuffer(12));
      const start: StreamStart = { module, memory, bytes, control };
      const read = readerOf(start);
      const chunks = chunksOf(bytes);
      const helper = threads === 2 ? await helperFor(start) : undefined;
      return {
        search: () => {
          Atomics.store(control, READ, 0);
          Atomics.store(control, TAKEN, 0);
          Atomics.add(control, TURN, 1);
          Atomics.notify(control, TURN);
          read();
          while (Atomics.load(control, READ) < chunks);
          return Promise.resolve({ ids: [], scores: [] });
        },
        dispose: () => helper?.terminate(),
      };
    },
  };
}

async function helperFor(start: StreamStart): Promise<Worker> {
  const helper = new Worker(new URL('./stream-thread.ts', import.meta.url), {
    type: 'module',
    name: 'stream-thread',
  });
  const ready = new Promise((resolve) => {
    helper.onmessage = resolve;
  });
  helper.postMessage(start);
  await ready;
  return helper;
}
