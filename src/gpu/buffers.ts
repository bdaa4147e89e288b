/** Creates the buffers of one owner, and destroys them together. */
export interface Buffers {
  /** Rounds `size`, in bytes, up to what a binding of `vec4` needs. */
  make(label: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer;
  /** A uniform buffer of u32, written once. */
  constant(label: string, values: readonly number[]): GPUBuffer;
  destroy(): void;
}

export function createBuffers(device: GPUDevice): Buffers {
  const made: GPUBuffer[] = [];

  function make(label: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const buffer = device.createBuffer({ label, size: Math.max(16, Math.ceil(size / 16) * 16), usage });
    made.push(buffer);
    return buffer;
  }

  function constant(label: string, values: readonly number[]): GPUBuffer {
    const buffer = make(label, values.length * 4, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    device.queue.writeBuffer(buffer, 0, Uint32Array.from(values));
    return buffer;
  }

  function destroy(): void {
    for (const buffer of made.splice(0)) buffer.destroy();
  }

  return { make, constant, destroy };
}

/**
 * Runs `make`, which creates buffers, and returns its result with the error if memory ran out: `createBuffer` itself
 * reports none.
 */
export async function allocating<T>(device: GPUDevice, make: () => T): Promise<[T, GPUError | null]> {
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const made = make();
  const [outOfMemory, invalid] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
  return [made, outOfMemory ?? invalid];
}
