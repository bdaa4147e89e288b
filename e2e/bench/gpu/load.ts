import { createCopyKernel } from '../copy-kernel.ts';

/** Work for a GPU, so that its clock is up when what follows begins: an idle one may be several times slower. */
export interface Load {
  /** Some milliseconds of work. Resolves when it is done. */
  run(): Promise<void>;
  dispose(): void;
}

const BYTES = 2 ** 24;
const COPIES = 200;

/** Made before a timer is put on the device, so that it is not timed. */
export async function createLoad(device: GPUDevice): Promise<Load> {
  const kernel = await createCopyKernel(device, BYTES);
  const createEncoder = device.createCommandEncoder;
  return {
    run: async () => {
      const encoder = createEncoder.call(device);
      const pass = encoder.beginComputePass();
      for (let i = 0; i < COPIES; i++) kernel.encode(pass);
      pass.end();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
    },
    dispose: kernel.dispose,
  };
}
