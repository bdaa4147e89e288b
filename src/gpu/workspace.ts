import { VitrineError } from '../errors.ts';
import { allocating, createBuffers } from './buffers.ts';
import type { Catalogue } from './catalogue.ts';
import type { Layout } from './layout.ts';
import type { Pipelines } from './pipelines.ts';

const CELL_BYTES = 4;
/** Bytes of a hit. */
export const HIT_BYTES = 8;

/** What is bound for scans of so many queries. */
export interface Bound {
  /** One a part of the catalogue. */
  readonly scans: readonly GPUBindGroup[];
  /** One a level from the second up. */
  readonly raises: readonly GPUBindGroup[];
  readonly select: GPUBindGroup;
}

/** The cells of scans, and what binds them. */
export interface Workspace {
  /** Queries that there is room for. */
  readonly width: number;
  readonly firstHead: number;
  readonly out: GPUBuffer;
  bind(width: number, scanning: GPUComputePipeline): Bound;
  destroy(): void;
}

/** How many queries' cells fit one binding. */
export function mostQueries(
  { keys, heads }: Layout,
  { maxStorageBufferBindingSize }: GPUSupportedLimits,
): number {
  return Math.max(1, Math.floor(maxStorageBufferBindingSize / ((keys + heads) * CELL_BYTES)));
}

/** @throws {VitrineError} `gpu` if there is no room. */
export async function createWorkspace(
  device: GPUDevice,
  width: number,
  layout: Layout,
  { parts, queries, mask, prior }: Catalogue,
  request: GPUBuffer,
  pipelines: Pipelines,
  mostHits: number,
): Promise<Workspace> {
  const buffers = createBuffers(device);
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const firstHead = width * layout.keys;
  const size = (firstHead + width * layout.heads) * CELL_BYTES;
  const [{ cells, out, levels }, error] = await allocating(device, () => ({
    cells: buffers.make('cells', size, STORAGE),
    out: buffers.make('out', width * mostHits * HIT_BYTES, STORAGE | COPY_SRC),
    levels: layout.levels.slice(1).map((_, i) => buffers.constant('level', [i + 2])),
  }));
  if (error) {
    buffers.destroy();
    throw new VitrineError('gpu', `the GPU has no room for a scan: ${error.message}`);
  }
  const keys = { buffer: cells, size: firstHead * CELL_BYTES };
  const heads = { buffer: cells, offset: keys.size };
  const bound = new Map<number, Bound>();

  function group(pipeline: GPUComputePipeline, resources: readonly (GPUBuffer | GPUBufferBinding)[]) {
    const entries = resources.map((resource, binding) => ({
      binding,
      resource: 'buffer' in resource ? resource : { buffer: resource },
    }));
    return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  }

  function bind(queryCount: number, scanning: GPUComputePipeline): Bound {
    const made = bound.get(queryCount) ?? {
      scans: parts.map(({ where, rows, scales }) =>
        group(scanning, [request, where, rows, scales, queries, mask, prior, keys, heads]),
      ),
      raises: levels.map((level) => group(pipelines.raise, [request, level, cells])),
      select: group(pipelines.select, [request, cells, out]),
    };
    bound.set(queryCount, made);
    return made;
  }

  return { width, firstHead, out, bind, destroy: buffers.destroy };
}
