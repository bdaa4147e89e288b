import exact from 'virtual:vitrine-kernel';
import { VitrineError } from '../errors.ts';

/** A compiled kernel, and the form of its queries. */
export interface Kernel {
  readonly module: WebAssembly.Module;
  /** Whether queries are unsigned bytes, shifted by 64; else they are 16-bit integers. */
  readonly relaxed: boolean;
}

/** The exports that `kernel/*.ts` document; every address is a byte offset. */
export interface KernelExports {
  scan(
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
  merge(heap: number, other: number, k: number): void;
  sort(heap: number, k: number): void;
}

/** The exports of the kernel with the one-bit pass over signs. */
export interface SignsExports extends KernelExports {
  scanSigns(
    from: number,
    to: number,
    dim: number,
    bytes: number,
    signs: number,
    usedBytes: number,
    byteIndices: number,
    tables: number,
    maxDistance: number,
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
  packSigns(count: number, dim: number, bytes: number, rows: number, signs: number): void;
  countDistances(
    count: number,
    step: number,
    bytes: number,
    signs: number,
    usedBytes: number,
    byteIndices: number,
    tables: number,
    mask: number,
    histogram: number,
    scratch: number,
  ): void;
}

export type Simd = 'relaxed' | 'plain';

/** The variants of a kernel, each a module in base64. */
export type Variants = typeof exact;

const cache = new Map<string, Kernel>();

/**
 * The best kernel that this browser supports.
 *
 * @param simd Requires one in particular.
 * @throws {VitrineError} `wasm` if it supports none.
 */
export function kernelFor(shared: boolean, simd?: Simd, variants: Variants = exact): Kernel {
  const { relaxed, relaxedShared, plain, plainShared } = variants;
  const all = shared ? { relaxed: relaxedShared, plain: plainShared } : { relaxed, plain };
  for (const name of simd ? [simd] : (['relaxed', 'plain'] as const)) {
    const kernel = cache.get(all[name]) ?? compile(all[name], name === 'relaxed');
    if (!kernel) continue;
    cache.set(all[name], kernel);
    return kernel;
  }
  throw new VitrineError('wasm', 'this browser has no WebAssembly SIMD');
}

export function instantiate({ module }: Kernel, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
}

function compile(base64: string, isRelaxed: boolean): Kernel | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return WebAssembly.validate(bytes)
    ? { module: new WebAssembly.Module(bytes), relaxed: isRelaxed }
    : undefined;
}
