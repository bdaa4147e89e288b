import { requestDevice } from '../../../src/gpu/device.ts';
import type { Searcher } from '../contender.ts';

const COPY = `
@group(0) @binding(0) var<storage, read> source : array<vec4u>;
@group(0) @binding(1) var<storage, read_write> copied : array<vec4u>;

@compute @workgroup_size(256)
fn copy(@builtin(global_invocation_id) id : vec3u, @builtin(num_workgroups) groups : vec3u) {
  for (var i = id.x; i < arrayLength(&source); i += groups.x * 256u) {
    copied[i] = source[i];
  }
}`;
const GROUPS = 4096;

/** Only copies the bytes of the int8 rows on the GPU, at least half of which is the time to read them. Finds nothing. */
export const streamWebgpu: Searcher = {
  async prepare({ rows }) {
    const size = Math.ceil(rows.data.length / 16) * 16;
    const device = await requestDevice({ bindingBytes: size, allowFallback: true });
    const buffers = [0, 1].map(() =>
      device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST }),
    );
    device.queue.writeBuffer(buffers[0]!, 0, rows.data as GPUAllowSharedBufferSource);
    const module = device.createShaderModule({ code: COPY });
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    return {
      async search() {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(Math.min(GROUPS, Math.ceil(size / 16 / 256)));
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
