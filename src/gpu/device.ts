import { VitrineError } from '../errors.ts';

export interface DeviceOptions {
  /** Bytes of the largest buffer that will be bound. */
  readonly bindingBytes: number;
  /** Whether a software adapter may be used. It is correct but slow. */
  readonly allowFallback: boolean;
}

/** Features that kernels use if the adapter has them. */
const OPTIONAL_FEATURES: readonly GPUFeatureName[] = ['subgroups'];

/**
 * Requests a device with limits raised only as far as needed. The caller destroys it.
 *
 * @throws {VitrineError} `gpu`, saying what is missing.
 */
export async function requestDevice({ bindingBytes, allowFallback }: DeviceOptions): Promise<GPUDevice> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  if (!gpu) throw new VitrineError('gpu', 'this browser has no WebGPU');
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new VitrineError('gpu', 'WebGPU found no adapter');
  if (isSoftware(adapter.info) && !allowFallback)
    throw new VitrineError('gpu', 'WebGPU has only a software adapter');
  try {
    return await adapter.requestDevice({
      label: 'vitrine',
      requiredFeatures: OPTIONAL_FEATURES.filter((feature) => adapter.features.has(feature)),
      requiredLimits: limitsFor(adapter, bindingBytes),
    });
  } catch (cause) {
    throw new VitrineError('gpu', 'the WebGPU adapter refused to give a device', { cause });
  }
}

/** Whether an adapter computes on the CPU. */
export function isSoftware(info: GPUAdapterInfo): boolean {
  // Chromium reports SwiftShader by the flag or by the name, depending on how it was chosen.
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|software|basic render/i.test(`${info.architecture} ${info.description}`)
  );
}

function limitsFor({ limits }: GPUAdapter, bytes: number): Record<string, number> {
  const wanted: Record<string, number> = {};
  for (const name of ['maxStorageBufferBindingSize', 'maxBufferSize'] as const) {
    const standard = name === 'maxBufferSize' ? 2 ** 28 : 2 ** 27;
    if (bytes > standard) wanted[name] = Math.min(bytes, limits[name]);
  }
  return wanted;
}
