const COPY = `
@group(0) @binding(0) var<storage, read> source : array<vec4u>;
@group(0) @binding(1) var<storage, read_write> copied : array<vec4u>;

@compute @workgroup_size(256)
fn copy(@builtin(global_invocation_id) id : vec3u, @builtin(num_workgroups) groups : vec3u) {
  for (var at = id.x; at < arrayLength(&source); at += groups.x * 256u) {
    copied[at] = source[at];
  }
}`;
const MAX_GROUPS = 4096;

/** A kernel that copies bytes and does nothing else: what the memory of a GPU allows. */
export interface CopyKernel {
  readonly source: GPUBuffer;
  /** Puts one copy into a pass. */
  encode(pass: GPUComputePassEncoder): void;
  dispose(): void;
}

/** @param size Bytes, a multiple of 16. */
export async function createCopyKernel(device: GPUDevice, size: number): Promise<CopyKernel> {
  const buffers = [0, 1].map(() =>
    device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST }),
  );
  const module = device.createShaderModule({ code: COPY });
  const pipeline = await device.createComputePipelineAsync({
    label: 'copy',
    layout: 'auto',
    compute: { module },
  });
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  return {
    source: buffers[0]!,
    encode: (pass) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(Math.min(MAX_GROUPS, Math.ceil(size / 16 / 256)));
    },
    dispose: () => {
      for (const buffer of buffers) buffer.destroy();
    },
  };
}
