import { checkRows, checkScan, MAX_K } from '../core/vectors/score.ts';
import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { byKeyThenRow } from '../core/vectors/top-k.ts';
import { VitrineError } from '../errors.ts';
import { allocating, createBuffers } from './buffers.ts';
import { uploadCatalogue } from './catalogue.ts';
import { LANES, layoutOf, tilesOf } from './layout.ts';
import { packQueries, stepsOf } from './pack-rows.ts';
import { pipelinesOf } from './pipelines.ts';
import type { Abilities } from './shaders.ts';
import { createWorkspace, HIT_BYTES, mostQueries, type Bound, type Workspace } from './workspace.ts';

/** As in request.wgsl: eight words, then ten levels of four. */
const REQUEST_WORDS = 48;

/**
 * Scores a catalogue on the GPU: rows stay there, one submit a scan, and only the hits come back.
 * Owns its buffers until `dispose()`; borrows `device`. Calls may overlap.
 *
 * @param abilities What to use of the device, all that it has if left out.
 * @throws {VitrineError} `bad-shape`; `gpu` if the device cannot hold the rows.
 */
export async function createGpuScorer(device: GPUDevice, rows: Rows, abilities?: Abilities): Promise<Scorer> {
  checkRows(rows);
  const pipelines = await pipelinesOf(device, abilities);
  const layout = layoutOf(rows.count);
  const most = mostQueries(layout, device.limits);
  const buffers = createBuffers(device);
  const [{ catalogue, request }, error] = await allocating(device, () => ({
    catalogue: uploadCatalogue(device, rows, buffers),
    request: buffers.constant('request', requestWords()),
  }));
  if (error) {
    buffers.destroy();
    throw new VitrineError('gpu', `the GPU has no room for the catalogue: ${error.message}`);
  }
  let workspace = await workspaceFor(1);

  function workspaceFor(width: number): Promise<Workspace> {
    return createWorkspace(device, width, layout, catalogue, request, pipelines, MAX_K);
  }

  async function widen(width: number): Promise<void> {
    const wider = await workspaceFor(width);
    const narrower = wider.width > workspace.width ? workspace : wider; // another call may have been first
    if (narrower === workspace) workspace = wider;
    narrower.destroy(); // after the scans that were submitted
  }

  /** As in request.wgsl. */
  function requestWords(scan?: Scan, firstHead = 0): number[] {
    const asked = [scan?.k ?? 0, scan?.mask ? 1 : 0, scan?.prior ? 1 : 0, stepsOf(rows.dim)];
    const cells = [layout.keys, layout.heads, firstHead, layout.levels.length];
    const words = [
      ...asked,
      ...cells,
      0,
      0,
      0,
      0,
      ...layout.levels.flatMap(({ offset, size }) => [offset, size, 0, 0]),
    ];
    return Array.from({ length: REQUEST_WORDS }, (_, i) => words[i] ?? 0);
  }

  function encode(
    pass: GPUComputePassEncoder,
    width: number,
    scanning: GPUComputePipeline,
    bound: Bound,
  ): void {
    pass.setPipeline(scanning);
    catalogue.parts.forEach(({ count }, i) => {
      pass.setBindGroup(0, bound.scans[i]);
      pass.dispatchWorkgroups(tilesOf(count));
    });
    pass.setPipeline(pipelines.raise);
    bound.raises.forEach((raise, i) => {
      pass.setBindGroup(0, raise);
      pass.dispatchWorkgroups(Math.ceil(layout.levels[i + 1]!.size / LANES), width);
    });
    pass.setPipeline(pipelines.select);
    pass.setBindGroup(0, bound.select);
    pass.dispatchWorkgroups(1, width);
  }

  async function scan(asked: Scan): Promise<Hit[][]> {
    checkScan(rows, asked);
    const { queries } = asked;
    if (rows.count === 0) return queries.map(() => []);
    if (queries.length <= most) return scanTogether(asked);
    const first = scanTogether({ ...asked, queries: queries.slice(0, most) });
    const rest = scan({ ...asked, queries: queries.slice(most) });
    return [...(await first), ...(await rest)];
  }

  async function scanTogether(asked: Scan): Promise<Hit[][]> {
    const { queries, k, mask, prior } = asked;
    const width = queries.length;
    const scanning = await pipelines.scan(width);
    if (workspace.width < width) await widen(width);

    // No wait from here to the submit: what is written is for this scan.
    const { queue } = device;
    queue.writeBuffer(request, 0, Uint32Array.from(requestWords(asked, workspace.firstHead)));
    queue.writeBuffer(catalogue.queries, 0, packQueries(queries, rows.dim));
    if (mask) queue.writeBuffer(catalogue.mask, 0, mask);
    if (prior) queue.writeBuffer(catalogue.prior, 0, prior);
    const size = width * k * HIT_BYTES;
    // Of its own per call: a mapped buffer cannot be copied into.
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
      queue.submit([]); // Firefox looks for finished work when there is some to submit, else every 100 ms
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

/** A list comes in no order, with empty slots. */
function decode(bytes: ArrayBuffer, width: number, k: number): Hit[][] {
  const words = new Uint32Array(bytes);
  return Array.from({ length: width }, (_, query) => {
    const hits: Hit[] = [];
    for (let at = 2 * query * k; at < 2 * (query + 1) * k; at += 2) {
      const [high, low] = [words[at]!, words[at + 1]!];
      if (high !== 0 || low !== 0) hits.push({ row: ~low >>> 0, key: (high ^ 0x80000000) | 0 });
    }
    return hits.sort(byKeyThenRow);
  });
}
