import { requestDevice } from '../../../src/gpu/device.ts';
import type { Searcher } from '../contender.ts';
import { createCopyKernel } from '../copy-kernel.ts';

/** Only copies the bytes of the int8 rows on the GPU, at least half of which is the time to read them. Finds nothing. */
export const streamWebgpu: Searcher = {
  async prepare({ rows }) {
    const size = Math.ceil(rows.data.length / 16) * 16;
    const device = await requestDevice({ bindingBytes: size, allowFallback: true });
    const kernel = await createCopyKernel(device, size);
    device.queue.writeBuffer(kernel.source, 0, rows.data as GPUAllowSharedBufferSource);
    return {
      async search() {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        kernel.encode(pass);
        pass.end();
        device.queue.submit([encoder.finish()]);
        await device.queue.onSubmittedWorkDone();
        return { ids: [], scores: [] };
      },
      dispose: () => {
        device.destroy();
      },
    };
  },
};
