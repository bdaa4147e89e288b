import { keyScalesOf, MAX_QUERIES } from '../core/vectors/score.ts';
import type { Rows } from '../core/ports.ts';
import type { Buffers } from './buffers.ts';
import { splitRows, TILE, tilesOf } from './layout.ts';
import { packRows, stepsOf } from './pack-rows.ts';

/** A run of rows in buffers of its own, so that no binding is larger than the device allows. */
export interface Part {
  readonly count: number;
  /** `Part` of scan.wgsl. */
  readonly extent: GPUBuffer;
  readonly rows: GPUBuffer;
  readonly scales: GPUBuffer;
}

/** A catalogue's rows on the GPU, and the buffers for what a scan sends. */
export interface UploadedRows {
  readonly parts: readonly Part[];
  readonly queries: GPUBuffer;
  readonly mask: GPUBuffer;
  readonly prior: GPUBuffer;
}

export function uploadRows(device: GPUDevice, rows: Rows, buffers: Buffers): UploadedRows {
  const { count, dim } = rows;
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const rowBytes = stepsOf(dim) * 16;
  const keyScales = keyScalesOf(rows);
  const parts = splitRows(count, rowBytes, device.limits).map((run): Part => {
    const part = {
      count: run.count,
      extent: buffers.constant('part', [run.firstRow, run.count]),
      rows: buffers.make('rows', tilesOf(run.count) * TILE * rowBytes, usage),
      scales: buffers.make('scales', run.count * 4, usage),
    };
    packRows(rows, run, (byte, chunk) => {
      device.queue.writeBuffer(part.rows, byte, chunk);
    });
    device.queue.writeBuffer(part.scales, 0, keyScales, run.firstRow, run.count);
    return part;
  });
  return {
    parts,
    queries: buffers.make('queries', MAX_QUERIES * rowBytes, usage),
    mask: buffers.make('mask', Math.ceil(count / 32) * 4, usage),
    prior: buffers.make('prior', count * 4, usage),
  };
}
