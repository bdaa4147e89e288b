import dot4Packed from './dot4-packed.wgsl?raw';
import dot4Plain from './dot4-plain.wgsl?raw';
import hits from './hits.wgsl?raw';
import merge from './merge.wgsl?raw';
import scan from './scan.wgsl?raw';

export interface Pipelines {
  readonly scan: GPUComputePipeline;
  readonly merge: GPUComputePipeline;
}

// Keyed by device, so a lost device takes its pipelines with it.
const cache = new WeakMap<GPUDevice, Promise<Pipelines>>();

/** Compiles the kernels, once a device. */
export function pipelinesOf(device: GPUDevice): Promise<Pipelines> {
  let pipelines = cache.get(device);
  if (!pipelines) {
    pipelines = compile(device);
    cache.set(device, pipelines);
    pipelines.catch(() => cache.delete(device)); // a failed compile may be retried
  }
  return pipelines;
}

async function compile(device: GPUDevice): Promise<Pipelines> {
  const packed = navigator.gpu.wgslLanguageFeatures.has('packed_4x8_integer_dot_product');
  const pipeline = (label: string, code: string) =>
    device.createComputePipelineAsync({
      label,
      layout: 'auto',
      compute: { module: device.createShaderModule({ label, code }) },
    });
  const [scanning, merging] = await Promise.all([
    // `requires` has to come first.
    pipeline('scan', (packed ? dot4Packed : dot4Plain) + hits + scan),
    pipeline('merge', hits + merge),
  ]);
  return { scan: scanning, merge: merging };
}
