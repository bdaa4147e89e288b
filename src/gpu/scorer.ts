import { checkRows, checkScan, keyScalesOf, MAX_QUERIES } from '../core/score.ts';
import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { VitrineError } from '../errors.ts';
import { byKeyThenRow } from '../core/top-k.ts';
import { pipelinesOf } from './pipelines.ts';
import type { Arithmetic } from './scan-source.ts';
import { packQueries, packRows, stepsOf } from './pack-rows.ts';

// As in select.wgsl.
const TILE = 1024;
const HIT_BYTES = 8;

/** A run of rows in buffers of its own, so that no binding is larger than the device takes. */
interface Part {
  readonly firstRow: number;
  readonly count: number;
  readonly tiles: number;
  readonly data: GPUBuffer;
  readonly scales: GPUBuffer;
}

/**
 * Scores a catalogue on the GPU: rows stay there, one submit a scan, and only the hits come back.
 * Owns its buffers until `dispose()`; borrows `device`. Calls may overlap.
 *
 * @param arithmetic What the device does best, if left out.
 * @throws {VitrineError} `bad-shape`; `gpu` if the device cannot hold the rows.
 */
export async function createGpuScorer(
  device: GPUDevice,
  rows: Rows,
  arithmetic?: Arithmetic,
): Promise<Scorer> {
  checkRows(rows);
  const pipelines = await pipelinesOf(device, arithmetic);
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
  const owned: GPUBuffer[] = [];
  const buffer = (label: string, size: number, usage: number): GPUBuffer => {
    const made = device.createBuffer({ label, size: Math.max(16, Math.ceil(size / 4) * 4), usage });
    owned.push(made);
    return made;
  };

  const keyScales = keyScalesOf(rows);
  const steps = stepsOf(rows.dim);
  const rowBytes = steps * 16;
  device.pushErrorScope('out-of-memory');
  const parts = split(rows.count, rowBytes, device.limits.maxStorageBufferBindingSize).map(
    ({ firstRow, count }): Part => {
      const part = {
        firstRow,
        count,
        tiles: Math.ceil(count / TILE),
        data: buffer('rows', count * rowBytes, STORAGE | COPY_DST),
        scales: buffer('scales', count * 4, STORAGE | COPY_DST),
      };
      device.queue.writeBuffer(part.data, 0, packRows(rows, firstRow, count));
      device.queue.writeBuffer(part.scales, 0, keyScales, firstRow, count);
      return part;
    },
  );
  const tiles = parts.reduce((sum, part) => sum + part.tiles, 0);
  const queries = buffer('queries', MAX_QUERIES * rowBytes * 4, STORAGE | COPY_DST);
  const mask = buffer('mask', Math.ceil(rows.count / 32) * 4, STORAGE | COPY_DST);
  const prior = buffer('prior', rows.count * 4, STORAGE | COPY_DST);
  let lists = hitBuffers(1);
  const outOfMemory = await device.popErrorScope();
  if (outOfMemory) {
    dispose();
    throw new VitrineError('gpu', `the GPU has no room for the catalogue: ${outOfMemory.message}`);
  }

  /** Two buffers of lists to merge between, for the number of hits a tile gives; made anew when that grows. */
  function hitBuffers(hitsATile: number) {
    const size = Math.max(2, tiles) * hitsATile * HIT_BYTES;
    const [from, to] = ['lists', 'merged'].map((label) =>
      device.createBuffer({ label, size, usage: STORAGE | COPY_SRC }),
    );
    return { hitsATile, from: from!, to: to! };
  }

  function uniform(values: readonly number[]): GPUBuffer {
    const made = device.createBuffer({
      label: 'params',
      size: values.length * 4,
      usage: UNIFORM,
      mappedAtCreation: true,
    });
    new Uint32Array(made.getMappedRange()).set(values);
    made.unmap();
    return made;
  }

  function bind(pipeline: GPUComputePipeline, buffers: readonly GPUBuffer[]): GPUBindGroup {
    const entries = buffers.map((resource, binding) => ({ binding, resource: { buffer: resource } }));
    return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  }

  /** Encodes the whole scan; returns the buffer whose first lists are the answer. */
  function encode(
    pass: GPUComputePassEncoder,
    scan: Scan,
    scanning: GPUComputePipeline,
    params: GPUBuffer[],
  ): GPUBuffer {
    const { k } = scan;
    const width = scan.queries.length;
    const param = (values: readonly number[]): GPUBuffer => {
      const made = uniform(values);
      params.push(made);
      return made;
    };
    pass.setPipeline(scanning);
    let firstTile = 0;
    for (const part of parts) {
      const flags = [scan.mask ? 1 : 0, scan.prior ? 1 : 0];
      const values = param([part.count, part.firstRow, firstTile, steps, k, ...flags, 0]);
      pass.setBindGroup(
        0,
        bind(scanning, [values, part.data, part.scales, queries, mask, prior, lists.from]),
      );
      pass.dispatchWorkgroups(part.tiles);
      firstTile += part.tiles;
    }
    pass.setPipeline(pipelines.merge);
    const fanIn = Math.floor(TILE / k); // 4 or more, so every round ends with fewer lists
    let [from, to] = [lists.from, lists.to];
    for (let left = tiles; left > 1; left = Math.ceil(left / fanIn)) {
      pass.setBindGroup(0, bind(pipelines.merge, [param([left, fanIn, width, k]), from, to]));
      pass.dispatchWorkgroups(Math.ceil(left / fanIn), width);
      [from, to] = [to, from];
    }
    return from;
  }

  async function scan(request: Scan): Promise<Hit[][]> {
    checkScan(rows, request);
    const { k } = request;
    const width = request.queries.length;
    if (rows.count === 0) return request.queries.map(() => []);
    const scanning = await pipelines.scan(width);
    if (lists.hitsATile < k * width) {
      lists.from.destroy(); // after the scans that were submitted
      lists.to.destroy();
      lists = hitBuffers(k * width);
    }
    device.queue.writeBuffer(queries, 0, packQueries(request.queries, rows.dim, pipelines.arithmetic));
    if (request.mask) device.queue.writeBuffer(mask, 0, request.mask);
    if (request.prior) device.queue.writeBuffer(prior, 0, request.prior);

    // Of its own per call: a mapped buffer cannot be copied into.
    const size = width * k * HIT_BYTES;
    const readback = device.createBuffer({ label: 'readback', size, usage: COPY_DST | MAP_READ });
    const params: GPUBuffer[] = [];
    try {
      const encoder = device.createCommandEncoder({ label: 'scan' });
      const pass = encoder.beginComputePass();
      const answer = encode(pass, request, scanning, params);
      pass.end();
      encoder.copyBufferToBuffer(answer, 0, readback, 0, size);
      device.queue.submit([encoder.finish()]);
      const mapped = readback.mapAsync(GPUMapMode.READ);
      device.queue.submit([]); // Firefox looks for finished work when there is some to submit, else every 100 ms
      await mapped;
      return decode(readback.getMappedRange().slice(0), width, k);
    } catch (cause) {
      throw new VitrineError('gpu', 'the GPU gave no answer', { cause });
    } finally {
      readback.destroy();
      params.forEach((made) => {
        made.destroy();
      });
    }
  }

  function dispose(): void {
    lists.from.destroy();
    lists.to.destroy();
    owned.splice(0).forEach((made) => {
      made.destroy();
    });
  }

  return { backend: 'webgpu', scan, dispose };
}

/** Runs of rows that each fit a binding. */
function split(count: number, rowBytes: number, limit: number): { firstRow: number; count: number }[] {
  const most = Math.max(TILE, Math.floor(limit / rowBytes / TILE) * TILE);
  return Array.from({ length: Math.ceil(count / most) }, (_, i) => ({
    firstRow: i * most,
    count: Math.min(most, count - i * most),
  }));
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
