import { checkRows, checkScan, MAX_K } from '../core/vectors/score.ts';
import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { byKeyThenRow } from '../core/vectors/top-k.ts';
import { VitrineError } from '../errors.ts';
import { allocating, createBuffers } from './buffers.ts';
import { uploadRows } from './upload-rows.ts';
import { WORKGROUP_SIZE, cellLayout, tilesOf } from './layout.ts';
import { packQueries, stepsOf } from './pack-rows.ts';
import { pipelinesOf } from './pipelines.ts';
import type { Features } from './shaders.ts';
import { createWorkspace, HIT_BYTES, maxQueries, type BindGroups, type Workspace } from './workspace.ts';

/** As in request.wgsl: eight words, then ten levels of four. */
const REQUEST_WORDS = 48;

/**
 * Scores rows on the GPU: they stay there, a scan is one submit, and only the hits come back.
 * Owns its buffers until `dispose()`; borrows `device`. Calls may overlap.
 *
 * @param features What to use of the device; by default all that it has.
 * @throws {VitrineError} `bad-shape`; `gpu` if the device cannot hold the rows.
 */
export async function createGpuScorer(device: GPUDevice, rows: Rows, features?: Features): Promise<Scorer> {
  checkRows(rows);
  const pipelines = await pipelinesOf(device, features);
  const layout = cellLayout(rows.count);
  const maxWidth = maxQueries(layout, device.limits);
  const buffers = createBuffers(device);
  const [{ uploaded, requestBuffer }, error] = await allocating(device, () => ({
    uploaded: uploadRows(device, rows, buffers),
    requestBuffer: buffers.constant('request', requestWords()),
  }));
  if (error) {
    buffers.destroy();
    throw new VitrineError('gpu', `the GPU has no room for the catalogue: ${error.message}`);
  }
  let workspace = await workspaceFor(1);

  function workspaceFor(width: number): Promise<Workspace> {
    return createWorkspace(device, width, layout, uploaded, requestBuffer, pipelines, MAX_K);
  }

  async function widen(width: number): Promise<void> {
    const wider = await workspaceFor(width);
    const narrower = wider.width > workspace.width ? workspace : wider; // another call may have been first
    if (narrower === workspace) workspace = wider;
    narrower.destroy(); // WebGPU finishes submitted scans first
  }

  /** `Request` of request.wgsl. */
  function requestWords(scan?: Scan, firstMaximum = 0): number[] {
    const { keys, maxima, levels } = layout;
    const words = [
      [scan?.k ?? 0, scan?.mask ? 1 : 0, scan?.prior ? 1 : 0, stepsOf(rows.dim)],
      [keys, maxima, firstMaximum, levels.length],
      [0, 0, 0, 0], // level 0
      ...levels.map(({ offset, size }) => [offset, size, 0, 0]),
    ].flat();
    return Array.from({ length: REQUEST_WORDS }, (_, i) => words[i] ?? 0);
  }

  function encode(
    pass: GPUComputePassEncoder,
    width: number,
    scanning: GPUComputePipeline,
    groups: BindGroups,
  ): void {
    pass.setPipeline(scanning);
    uploaded.parts.forEach(({ count }, i) => {
      pass.setBindGroup(0, groups.scans[i]);
      pass.dispatchWorkgroups(tilesOf(count));
    });
    pass.setPipeline(pipelines.reduce);
    groups.reduces.forEach((reduce, i) => {
      pass.setBindGroup(0, reduce);
      pass.dispatchWorkgroups(Math.ceil(layout.levels[i + 1]!.size / WORKGROUP_SIZE), width);
    });
    pass.setPipeline(pipelines.select);
    pass.setBindGroup(0, groups.select);
    pass.dispatchWorkgroups(1, width);
  }

  async function scan(request: Scan): Promise<Hit[][]> {
    checkScan(rows, request);
    const { queries } = request;
    if (rows.count === 0) return queries.map(() => []);
    if (queries.length <= maxWidth) return scanTogether(request);
    const first = scanTogether({ ...request, queries: queries.slice(0, maxWidth) });
    const rest = scan({ ...request, queries: queries.slice(maxWidth) });
    return [...(await first), ...(await rest)];
  }

  async function scanTogether(request: Scan): Promise<Hit[][]> {
    const { queries, k, mask, prior } = request;
    const width = queries.length;
    const scanning = await pipelines.scan(width);
    if (workspace.width < width) await widen(width);

    // Never await between here and the submit: another scan would overwrite the buffers.
    const { queue } = device;
    queue.writeBuffer(requestBuffer, 0, Uint32Array.from(requestWords(request, workspace.firstMaximum)));
    queue.writeBuffer(uploaded.queries, 0, packQueries(queries, rows.dim));
    if (mask) queue.writeBuffer(uploaded.mask, 0, mask);
    if (prior) queue.writeBuffer(uploaded.prior, 0, prior);
    const size = width * k * HIT_BYTES;
    // One per call: a mapped buffer cannot be copied into.
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const readback = device.createBuffer({ label: 'readback', size, usage });
    try {
      const encoder = device.createCommandEncoder({ label: 'scan' });
      const pass = encoder.beginComputePass();
      encode(pass, width, scanning, workspace.bind(width, scanning));
      pass.end();
      encoder.copyBufferToBuffer(workspace.out, 0, readback, 0, size);
      queue.submit([encoder.finish()]);
      const mapped = readback.mapAsync(GPUMapMode.READ);
      queue.submit([]); // Firefox looks for finished work at a submit, else every 100 ms
      await mapped;
      return decode(readback.getMappedRange().slice(0), width, k);
    } catch (cause) {
      throw new VitrineError('gpu', 'the GPU gave no answer', { cause });
    } finally {
      readback.destroy();
    }
  }

  function dispose(): void {
    workspace.destroy();
    buffers.destroy();
  }

  return { backend: 'webgpu', scan, dispose };
}

/** Sorts each query's hits, and leaves out empty slots. */
function decode(bytes: ArrayBuffer, width: number, k: number): Hit[][] {
  const words = new Uint32Array(bytes);
  return Array.from({ length: width }, (_, query) => {
    const hits: Hit[] = [];
    for (let i = 2 * query * k; i < 2 * (query + 1) * k; i += 2) {
      const [high, low] = [words[i]!, words[i + 1]!];
      if (high !== 0 || low !== 0) hits.push({ row: ~low >>> 0, key: (high ^ 0x80000000) | 0 });
    }
    return hits.sort(byKeyThenRow);
  });
}
