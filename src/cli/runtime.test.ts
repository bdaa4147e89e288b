import { describe, expect, it } from 'vitest';
import { loadRuntime } from './runtime.ts';

describe('loadRuntime', () => {
  it('loads onnxruntime-node if it is installed, on the CPU with the requested number of threads', async () => {
    const made: unknown[] = [];
    const stand = {
      env: { wasm: {} as { numThreads?: number } },
      Tensor: Array,
      InferenceSession: {
        create: (_: Uint8Array, options: unknown) => {
          made.push(options);
          return Promise.resolve({});
        },
      },
    };
    const { name, load } = await loadRuntime((wanted) =>
      wanted === 'onnxruntime-node' ? Promise.resolve({ default: stand }) : Promise.reject(new Error(wanted)),
    );
    const runtime = await load();
    runtime.env.wasm.numThreads = 2;
    await runtime.InferenceSession.create(new Uint8Array(), { executionProviders: ['wasm'] });
    expect(name).toBe('onnxruntime-node');
    expect(made).toEqual([{ executionProviders: ['cpu'], intraOpNumThreads: 2 }]);
  });

  it('loads onnxruntime-web if onnxruntime-node is not installed', async () => {
    const { name, load } = await loadRuntime(() => Promise.reject(new Error('not there')));
    expect(name).toBe('onnxruntime-web');
    expect(await load()).toHaveProperty('InferenceSession');
  });
});
