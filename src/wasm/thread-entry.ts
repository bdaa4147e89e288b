/** A helper thread of the WebAssembly back end, which scans pieces of the rows in shared memory. */
import { controlOf, help } from './control.ts';
import { instantiate, type Kernel } from './kernels.ts';
import type { Layout } from './memory.ts';

export interface ThreadStart {
  readonly kernel: Kernel;
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly thread: number;
}

self.onmessage = ({ data: { kernel, memory, layout, thread } }: MessageEvent<ThreadStart>) => {
  const exports = instantiate(kernel, memory);
  self.postMessage('ready');
  help(exports, layout, thread, controlOf(memory, layout));
  self.close();
};
