import { availableParallelism } from 'node:os';
import { create, globals } from 'webgpu';
import { isSoftware } from '../../../src/gpu/device.ts';

/** What computes, in its own words. */
export interface Adapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Whether it computes on the CPU: right, but its speed says nothing of a GPU. */
  readonly isSoftware: boolean;
  /** Whether GPU times can be read. */
  readonly hasTimestamps: boolean;
}

/** Puts WebGPU by Dawn where a browser has it, so that `src/gpu` and onnxruntime find it. */
export function startDawn(): void {
  Object.assign(globalThis, globals);
  takeSharedViews(globals.GPUQueue.prototype);
  giveTimestamps(globals.GPUAdapter.prototype);
  // Timestamps in a page are rounded to 100 microseconds, which is more than a kernel takes.
  const gpu = create(['disable-dawn-features=timestamp_quantization']);
  const value = { gpu, hardwareConcurrency: availableParallelism(), userAgent: 'Node.js' };
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
}

/** @throws {Error} One sentence, if there is no adapter. */
export async function describeAdapter(): Promise<Adapter> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('Dawn found no adapter: install a Vulkan driver and its loader (libvulkan1)');
  const { vendor, architecture, device, description } = adapter.info;
  const described = { vendor, architecture, device, description };
  return {
    ...described,
    isSoftware: isSoftware(adapter.info),
    hasTimestamps: adapter.features.has('timestamp-query'),
  };
}

/** Browsers write from shared memory, as onnxruntime's is; Dawn's addon for Node refuses it, so it gets a copy. */
function takeSharedViews(queue: GPUQueue): void {
  const write = queue.writeBuffer;
  queue.writeBuffer = function (buffer, offset, data, ...range) {
    const isShared = ArrayBuffer.isView(data) && data.buffer instanceof SharedArrayBuffer;
    const taken = isShared ? (data as Uint8Array).slice() : data;
    write.call(this, buffer, offset, taken as GPUAllowSharedBufferSource, ...range);
  };
}

/** `src/gpu` needs no timestamps and asks for none; here every device has them, if the adapter has. */
function giveTimestamps(prototype: GPUAdapter): void {
  const request = prototype.requestDevice;
  prototype.requestDevice = function (descriptor = {}) {
    const features = new Set<GPUFeatureName>(descriptor.requiredFeatures);
    if (this.features.has('timestamp-query')) features.add('timestamp-query');
    return request.call(this, { ...descriptor, requiredFeatures: [...features] });
  };
}
