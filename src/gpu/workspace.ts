import { VitrineError } from '../errors.ts';
import { allocating, createBuffers } from './buffers.ts';
import type { UploadedRows } from './upload-rows.ts';
import type { CellLayout } from './layout.ts';
import type { Pipelines } from './pipelines.ts';

const CELL_BYTES = 4;
/** Bytes of a hit. */
export const HIT_BYTES = 8;

/** The bind groups of a scan with a certain number of queries. */
export interface BindGroups {
  /** One for each part of the rows. */
  readonly scans: readonly GPUBindGroup[];
  /** One for each level from the second up. */
  readonly reduces: readonly GPUBindGroup[];
  readonly select: GPUBindGroup;
}

/** The buffers that scans write, and their bind groups. */
export interface Workspace {
  /** The most queries that fit. */
  readonly width: number;
  /** First cell of the block maxima. */
  readonly firstMaximum: number;
  readonly out: GPUBuffer;
  bind(width: number, scanning: GPUComputePipeline): BindGroups;
  destroy(): void;
}

/** How many queries have cells that fit one binding together. */
export function maxQueries(
  { keys, maxima }: CellLayout,
  { maxStorageBufferBindingSize }: GPUSupportedLimits,
): number {
  return Math.max(1, Math.floor(maxStorageBufferBindingSize / ((keys + maxima) * CELL_BYTES)));
}

/** @throws {VitrineError} `gpu` if the device has too little memory. */
export async function createWorkspace(
  device: GPUDevice,
  width: number,
  layout: CellLayout,
  { parts, queries, mask, prior }: UploadedRows,
  request: GPUBuffer,
  pipelines: Pipelines,
  maxHits: number,
): Promise<Workspace> {
  const buffers = createBuffers(device);
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const firstMaximum = width * layout.keys;
  const size = (firstMaximum + width * layout.maxima) * CELL_BYTES;
  const [{ cells, out, levels }, error] = await allocating(device, () => ({
    cells: buffers.make('cells', size, STORAGE),
    out: buffers.make('out', width * maxHits * HIT_BYTES, STORAGE | COPY_SRC),
    levels: layout.levels.slice(1).map((_, i) => buffers.constant('level', [i + 2])),
  }));
  if (error) {
    buffers.destroy();
    throw new VitrineError('gpu', `the GPU has no room for a scan: ${error.message}`);
  }
  const keys = { buffer: cells, size: firstMaximum * CELL_BYTES };
  const maxima = { buffer: cells, offset: keys.size };
  const groups = new Map<number, BindGroups>();

  function group(pipeline: GPUComputePipeline, resources: readonly (GPUBuffer | GPUBufferBinding)[]) {
    const entries = resources.map((resource, binding) => ({
      binding,
      resource: 'buffer' in resource ? resource : { buffer: resource },
    }));
    return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  }

  function bind(queryCount: number, scanning: GPUComputePipeline): BindGroups {
    const made = groups.get(queryCount) ?? {
      scans: parts.map(({ extent, rows, scales }) =>
        group(scanning, [request, extent, rows, scales, queries, mask, prior, keys, maxima]),
      ),
      reduces: levels.map((level) => group(pipelines.reduce, [request, level, cells])),
      select: group(pipelines.select, [request, cells, out]),
    };
    groups.set(queryCount, made);
    return made;
  }

  return { width, firstMaximum, out, bind, destroy: buffers.destroy };
}
