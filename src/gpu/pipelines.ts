import { isSoftware } from './device.ts';
import { raiseSource, scanSource, selectSource, type Abilities } from './shaders.ts';

/** Compiled kernels of one device. */
export interface Pipelines {
  readonly raise: GPUComputePipeline;
  readonly select: GPUComputePipeline;
  /** Compiled when first asked for. */
  scan(width: number): Promise<GPUComputePipeline>;
}

// Keyed by device, so a lost device takes its pipelines with it.
const cache = new WeakMap<GPUDevice, Map<string, Promise<Pipelines>>>();

/** Compiles the kernels, once a device and what is used of it. */
export function pipelinesOf(device: GPUDevice, abilities = abilitiesOf(device)): Promise<Pipelines> {
  const compiled = cache.get(device) ?? new Map<string, Promise<Pipelines>>();
  cache.set(device, compiled);
  const key = JSON.stringify(abilities);
  let pipelines = compiled.get(key);
  if (!pipelines) {
    pipelines = compile(device, abilities);
    compiled.set(key, pipelines);
    pipelines.catch(() => compiled.delete(key)); // a failed compile may be retried
  }
  return pipelines;
}

export function abilitiesOf(device: GPUDevice): Abilities {
  return {
    packed: navigator.gpu.wgslLanguageFeatures.has('packed_4x8_integer_dot_product'),
    subgroups: device.features.has('subgroups'),
    // A CPU takes turns between invocations at every barrier: six times as long with 256 as with 16, measured.
    lanes: isSoftware(device.adapterInfo) ? 16 : 256,
  };
}

async function compile(device: GPUDevice, abilities: Abilities): Promise<Pipelines> {
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
      made = pipeline(`scan ${width}`, scanSource(width, abilities));
      scans.set(width, made);
      made.catch(() => scans.delete(width));
    }
    return made;
  };
  const [raise, select] = await Promise.all([
    pipeline('raise', raiseSource),
    pipeline('select', selectSource(abilities), { workgroup_lanes: abilities.lanes }),
    scan(1),
  ]);
  return { raise, select, scan };
}
