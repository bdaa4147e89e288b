/**
 * The used part of each library's interface, so that types are checked without the libraries installed. The types of
 * onnxruntime-web and @tensorflow/tfjs-core come with the main package.
 */
declare module '*.wat' {
  /** WebAssembly in base64. */
  const base64: string;
  export default base64;
}

declare module '@huggingface/transformers' {
  export function cos_sim(a: ArrayLike<number>, b: ArrayLike<number>): number;
}

declare module '@jax-js/jax' {
  export interface JaxArray {
    /** The array with its reference count increased. */
    readonly ref: JaxArray;
    data(): Promise<Float32Array | Int32Array>;
    dispose(): void;
  }
  export function init(...devices: string[]): Promise<string[]>;
  export function defaultDevice(device: string): string;
  export function jit<Call extends (...given: JaxArray[]) => JaxArray>(call: Call): Call;
  export const numpy: {
    array(values: Float32Array, options: { shape: number[] }): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
  };
}

declare module '@orama/orama' {
  export interface Orama {
    readonly version: string;
  }
  export function create(options: { schema: Record<string, string> }): Orama;
  export function insertMultiple(index: Orama, documents: readonly object[]): Promise<string[]>;
  export function searchVector(
    index: Orama,
    search: {
      mode: 'vector';
      vector: { value: Float32Array; property: string };
      similarity: number;
      limit: number;
    },
  ): Promise<{ hits: { id: string; score: number }[] }>;
}

declare module '@tensorflow/tfjs-backend-wasm' {
  export function setWasmPaths(paths: Record<string, string>): void;
}

declare module '@tensorflow/tfjs-backend-webgpu';

declare module 'webgpu' {
  /** WebGPU's classes and constants, as a browser has them in its global scope. */
  export const globals: Readonly<Record<string, unknown>> & {
    readonly GPUAdapter: typeof GPUAdapter;
    readonly GPUQueue: typeof GPUQueue;
  };
  /** @param options Dawn's, each `name=value`. */
  export function create(options: readonly string[]): GPU;
}

declare module 'hnswlib-wasm' {
  export interface HierarchicalNSW {
    initIndex(maxElements: number, links: number, efConstruction: number, seed: number): void;
    addItems(items: readonly Float32Array[], replaceDeleted: boolean): number[];
    setEfSearch(ef: number): void;
    searchKnn(
      query: Float32Array,
      k: number,
      filter: undefined,
    ): { distances: number[]; neighbors: number[] };
  }
  export function loadHnswlib(): Promise<{
    HierarchicalNSW: new (space: 'l2' | 'ip' | 'cosine', dim: number, autoSave: string) => HierarchicalNSW;
  }>;
}
