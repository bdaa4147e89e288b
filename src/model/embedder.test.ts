import { expect, it } from 'vitest';
import type { Provider } from '../types.ts';
import { VitrineError } from '../errors.ts';
import { createEmbedder } from './embedder.ts';
import type { Runtime } from './onnxruntime.ts';
import { USE_TOKENIZER } from './tokenizer.ts';

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const files: Record<string, Uint8Array<ArrayBuffer>> = {
  'config.json': text({}),
  'tokenizer_config.json': text({ tokenizer_class: USE_TOKENIZER }),
  'tokenizer.json': text({
    model: {
      vocab: [...Array.from({ length: 6 }, (_, i) => [`<${i}>`, 0]), ['▁', -1], ['a', -2], ['b', -3]],
    },
  }),
  'onnx/model.onnx': new Uint8Array(1),
};
const read = (path: string) =>
  files[path] ? Promise.resolve(files[path]) : Promise.reject(new Error('no such file'));

/** A runtime whose model returns the sum of a text's ids and 1, rotated by `wrong` radians on WebGPU. */
function fakeRuntime(faults: { wrong?: number; fails?: Provider } = {}) {
  const { wrong = 0 } = faults;
  const log: string[] = [];
  const runtime = {
    env: { wasm: {} },
    Tensor: class {
      constructor(
        readonly type: string,
        readonly data: BigInt64Array,
        readonly dims: number[],
      ) {}
    },
    InferenceSession: {
      create: (_: unknown, { executionProviders }: { executionProviders: Provider[] }) => {
        const [provider] = executionProviders;
        return Promise.resolve({
          inputNames: ['input_ids', 'attention_mask'],
          outputNames: ['out'],
          run: async ({ input_ids: ids }: Record<string, { data: BigInt64Array; dims: number[] }>) => {
            await new Promise((resolve) => setTimeout(resolve, 5));
            if (faults.fails === provider) throw new Error('no such kernel');
            log.push('ran');
            const [rows, columns] = ids!.dims as [number, number];
            const data = Array.from({ length: rows }, (__, row) => {
              const sum = Number(
                ids!.data.slice(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0n),
              );
              const angle = Math.atan2(1, sum) + (provider === 'webgpu' ? wrong : 0);
              return [Math.cos(angle), Math.sin(angle)];
            }).flat();
            return { out: { dims: [rows, 2], getData: () => Promise.resolve(Float32Array.from(data)) } };
          },
          release: () => Promise.resolve(void log.push(`released ${provider!}`)),
        });
      },
    },
  };
  return { log, loadRuntime: () => Promise.resolve(runtime as unknown as Runtime) };
}

it('returns vectors in the order of the texts, however they are batched', async () => {
  const embedder = await createEmbedder(read, fakeRuntime());
  const texts = ['a b', 'a', 'b b b', 'a'];
  const together = await embedder.embed(texts);
  for (const [i, one] of texts.entries()) expect((await embedder.embed([one]))[0]).toEqual(together[i]);
  expect(embedder).toMatchObject({ dim: 2, provider: 'wasm' });
});

it('runs on WebGPU if that agrees with wasm, and releases the wasm session', async () => {
  const { log, loadRuntime } = fakeRuntime();
  const embedder = await createEmbedder(read, { provider: 'webgpu', loadRuntime });
  expect(embedder).toMatchObject({ provider: 'webgpu' });
  expect(log.at(-1)).toBe('released wasm');
});

it.each([
  ['differs', { wrong: 0.05 }, /differs from wasm: cosine 0\.998/],
  ['returns NaN', { wrong: NaN }, /returned NaN or infinity/],
  ['fails', { fails: 'webgpu' as const }, /does not run on WebGPU: .*does not run/],
])('stays on wasm if WebGPU %s, and reports the reason', async (_, fault, reason) => {
  const { log, loadRuntime } = fakeRuntime(fault);
  const embedder = await createEmbedder(read, { provider: 'webgpu', loadRuntime });
  expect(embedder.provider).toBe('wasm');
  expect(embedder.reason).toMatch(reason);
  expect(log.at(-1)).toBe('released webgpu');
});

it('waits for a running batch before it releases the session', async () => {
  const { log, loadRuntime } = fakeRuntime();
  const embedder = await createEmbedder(read, { loadRuntime });
  log.length = 0;
  const pending = embedder.embed(['a']);
  await embedder.dispose();
  await pending;
  expect(log).toEqual(['ran', 'released wasm']);
});

it('names the file that is missing, and reports a model that does not run', async () => {
  const without = (path: string) => (asked: string) =>
    asked === path ? Promise.reject(new Error('404')) : read(asked);
  await expect(createEmbedder(without('tokenizer.json'), fakeRuntime())).rejects.toMatchObject({
    code: 'model-load',
    message: 'the text model has no tokenizer.json',
  });
  await expect(createEmbedder(without('onnx/model.onnx'), fakeRuntime())).rejects.toThrow(
    /no onnx\/model\.onnx/,
  );
  const { log, loadRuntime } = fakeRuntime({ fails: 'wasm' });
  await expect(createEmbedder(read, { loadRuntime })).rejects.toMatchObject({ code: 'model-load' });
  expect(log).toEqual(['released wasm']);
});

/** Reads the model with one of its files replaced. */
const replacing = (path: string, content: Uint8Array<ArrayBuffer> | Error) => (asked: string) => {
  if (asked !== path) return read(asked);
  return content instanceof Error ? Promise.reject(content) : Promise.resolve(content);
};
const bytes = (content: string) => new TextEncoder().encode(content);
const damaged = new VitrineError('bad-pack', 'it is damaged');

it.each<[string, string, Uint8Array<ArrayBuffer> | Error]>([
  ['damaged weights', 'onnx/model.onnx', damaged],
  [
    'quantised weights that cannot be fetched',
    'onnx/model_quantized.onnx',
    new VitrineError('pack-load', 'no answer'),
  ],
  ['a damaged configuration of the tokenizer', 'tokenizer_config.json', damaged],
  ['a configuration that is cut short', 'tokenizer_config.json', bytes('{"tokenizer_cl')],
  [
    'a pooling configuration that cannot be fetched',
    '1_Pooling/config.json',
    new VitrineError('pack-load', 'no answer'),
  ],
  ['a tokenizer without a vocabulary', 'tokenizer.json', bytes('{}')],
  ['a tokenizer that is a number', 'tokenizer.json', bytes('7')],
  ['a web page instead of a configuration', 'config.json', bytes('<!doctype html>')],
])('refuses a model with %s', async (_, path, content) => {
  await expect(createEmbedder(replacing(path, content), fakeRuntime())).rejects.toMatchObject({
    code: 'model-load',
  });
});

it('treats a web page instead of an optional file as a missing file', async () => {
  const page = replacing('1_Pooling/config.json', bytes(' <!doctype html>'));
  const [expected] = await (await createEmbedder(read, fakeRuntime())).embed(['a']);
  expect(await (await createEmbedder(page, fakeRuntime())).embed(['a'])).toEqual([expected]);
});

it('reports a model that fails after it has run, and tries again at the next call', async () => {
  const fault: { fails?: Provider } = {};
  const embedder = await createEmbedder(read, fakeRuntime(fault));
  fault.fails = 'wasm';
  await expect(embedder.embed(['a'])).rejects.toMatchObject({ code: 'model-load' });
  delete fault.fails;
  expect(await embedder.embed(['a'])).toHaveLength(1);
});

it('reports that a browser cannot run the model on WebGPU, and that a model comes without onnxruntime', async () => {
  expect('Suspending' in WebAssembly).toBe(false); // Node 20 is such a browser
  await expect(createEmbedder(read, { provider: 'webgpu' })).rejects.toMatchObject({
    code: 'model-load',
    message: expect.stringMatching(
      /without the WebAssembly of onnxruntime \d+\.\d+\.\d+, .*vitrine-cli/,
    ) as string,
  });
});
