import * as whole from 'virtual:vitrine-kernel';
import { VitrineError } from '../errors.ts';

/** A compiled kernel, and how it wants its queries. */
export interface Kernel {
  readonly module: WebAssembly.Module;
  /** Whether queries are unsigned bytes, shifted by 64, rather than 16-bit integers. */
  readonly relaxed: boolean;
}

/** The exports, as `kernel/*.ts` describe them; every address is a byte offset. */
export interface KernelExports {
  walk(
    from: number,
    to: number,
    dim: number,
    rows: number,
    scales: number,
    sums: number,
    queries: number,
    queryBytes: number,
    width: number,
    mask: number,
    prior: number,
    heaps: number,
    k: number,
    scratch: number,
  ): void;
  scoreExactly(
    list: number,
    length: number,
    dim: number,
    rows: number,
    scales: number,
    query: number,
    wide: number,
    out: number,
  ): void;
  sumRows(count: number, dim: number, rows: number, sums: number): void;
  clear(heap: number, k: number): void;
  absorb(heap: number, other: number, k: number): void;
  sort(heap: number, k: number): void;
}

/** And what a first pass over signs takes. */
export interface NearExports extends KernelExports {
  walkNear(
    from: number,
    to: number,
    dim: number,
    bytes: number,
    bits: number,
    taken: number,
    places: number,
    tables: number,
    most: number,
    list: number,
    rows: number,
    scales: number,
    sums: number,
    query: number,
    mask: number,
    prior: number,
    heap: number,
    k: number,
    scratch: number,
  ): void;
  packSigns(count: number, dim: number, bytes: number, rows: number, bits: number): void;
  countDistances(
    count: number,
    step: number,
    bytes: number,
    bits: number,
    taken: number,
    places: number,
    tables: number,
    mask: number,
    histogram: number,
    scratch: number,
  ): void;
}

export type Simd = 'relaxed' | 'plain';

/** A kernel's variants, each a module in base64. */
export type Variants = typeof whole;

const cache = new Map<string, Kernel>();

/**
 * The best kernel that this browser takes.
 *
 * @param simd Asks for one in particular.
 * @throws {VitrineError} `wasm` where there is none.
 */
export function kernelFor(shared: boolean, simd?: Simd, variants: Variants = whole): Kernel {
  const { relaxed, relaxedShared, plain, plainShared } = variants;
  const all = shared ? { relaxed: relaxedShared, plain: plainShared } : { relaxed, plain };
  for (const name of simd ? [simd] : (['relaxed', 'plain'] as const)) {
    const kernel = cache.get(all[name]) ?? compiled(all[name], name === 'relaxed');
    if (!kernel) continue;
    cache.set(all[name], kernel);
    return kernel;
  }
  throw new VitrineError('wasm', 'this browser has no WebAssembly SIMD');
}

export function instantiate({ module }: Kernel, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
}

function compiled(base64: string, isRelaxed: boolean): Kernel | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return WebAssembly.validate(bytes)
    ? { module: new WebAssembly.Module(bytes), relaxed: isRelaxed }
    : undefined;
}
