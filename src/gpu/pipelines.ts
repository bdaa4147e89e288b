import { isSoftware } from './device.ts';
import { reduceSource, scanSource, selectSource, type Features } from './shaders.ts';

/** The compiled kernels of one device. */
export interface Pipelines {
  readonly reduce: GPUComputePipeline;
  readonly select: GPUComputePipeline;
  /** Compiled at the first call with this number of queries. */
  scan(width: number): Promise<GPUComputePipeline>;
}

// Keyed by device, so a lost device takes its pipelines with it.
const cache = new WeakMap<GPUDevice, Map<string, Promise<Pipelines>>>();

/** Compiles the kernels, once for each device and set of features. */
export function pipelinesOf(device: GPUDevice, features = featuresOf(device)): Promise<Pipelines> {
  const compiled = cache.get(device) ?? new Map<string, Promise<Pipelines>>();
  cache.set(device, compiled);
  const key = JSON.stringify(features);
  let pipelines = compiled.get(key);
  if (!pipelines) {
    pipelines = compile(device, features);
    compiled.set(key, pipelines);
    pipelines.catch(() => compiled.delete(key)); // a failed compile may be retried
  }
  return pipelines;
}

export function featuresOf(device: GPUDevice): Features {
  return {
    packed: navigator.gpu.wgslLanguageFeatures.has('packed_4x8_integer_dot_product'),
    subgroups: device.features.has('subgroups'),
    // A CPU switches between invocations at every barrier: 256 took six times as long as 16.
    workgroupSize: isSoftware(device.adapterInfo) ? 16 : 256,
  };
}

async function compile(device: GPUDevice, features: Features): Promise<Pipelines> {
  const pipeline = (label: string, code: string, constants: Record<string, number> = {}) =>
    device.createComputePipelineAsync({
      label,
      layout: 'auto',
      compute: { module: device.createShaderModule({ label, code }), constants },
    });
  const scans = new Map<number, Promise<GPUComputePipeline>>();
  const scan = (width: number) => {
    let made = scans.get(width);
    if (!made) {
      made = pipeline(`scan ${width}`, scanSource(width, features));
      scans.set(width, made);
      made.catch(() => scans.delete(width));
    }
    return made;
  };
  const [reduce, select] = await Promise.all([
    pipeline('reduce', reduceSource),
    pipeline('select', selectSource(features), { workgroupSize: features.workgroupSize }),
    scan(1),
  ]);
  return { reduce, select, scan };
}
