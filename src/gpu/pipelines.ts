import merge from './merge.wgsl?raw';
import { isSoftware } from './device.ts';
import { scanSource, type Arithmetic } from './scan-source.ts';
import select from './select.wgsl?raw';

/** Compiled kernels of one device. */
export interface Pipelines {
  readonly arithmetic: Arithmetic;
  readonly merge: GPUComputePipeline;
  /** Compiled when first asked for. */
  scan(width: number): Promise<GPUComputePipeline>;
}

// Keyed by device, so a lost device takes its pipelines with it.
const cache = new WeakMap<GPUDevice, Map<Arithmetic, Promise<Pipelines>>>();

/** Compiles the kernels, once a device and arithmetic. */
export function pipelinesOf(device: GPUDevice, arithmetic = arithmeticOf(device)): Promise<Pipelines> {
  const compiled = cache.get(device) ?? new Map<Arithmetic, Promise<Pipelines>>();
  cache.set(device, compiled);
  let pipelines = compiled.get(arithmetic);
  if (!pipelines) {
    pipelines = compile(device, arithmetic);
    compiled.set(arithmetic, pipelines);
    pipelines.catch(() => compiled.delete(arithmetic)); // a failed compile may be retried
  }
  return pipelines;
}

function arithmeticOf(device: GPUDevice): Arithmetic {
  const packed = navigator.gpu.wgslLanguageFeatures.has('packed_4x8_integer_dot_product');
  // A software adapter has the instruction, but does it a byte at a time.
  return packed && !isSoftware(device.adapterInfo) ? 'packed' : 'float';
}

async function compile(device: GPUDevice, arithmetic: Arithmetic): Promise<Pipelines> {
  const pipeline = (label: string, code: string) =>
    device.createComputePipelineAsync({
      label,
      layout: 'auto',
      compute: { module: device.createShaderModule({ label, code }) },
    });
  const scans = new Map<number, Promise<GPUComputePipeline>>();
  const scan = (width: number) => {
    const made = scans.get(width) ?? pipeline(`scan ${width}`, scanSource(width, arithmetic));
    scans.set(width, made);
    return made;
  };
  const [merging] = await Promise.all([pipeline('merge', select + merge), scan(1)]);
  return { arithmetic, merge: merging, scan };
}
