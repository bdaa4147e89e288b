import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { createEmbedder } from '../src/model/embedder.ts';
import { blank, SUPERSTORE_PACK } from './shop.ts';

const SOURCE = `/@fs${fileURLToPath(new URL('../src/model/embedder.ts', import.meta.url))}`;
const PACK = SUPERSTORE_PACK;
const TITLES = [
  'Waterproof hiking boots',
  'Xerox 1996',
  'Comfortable chair for the office',
  '🖨 Drucker, 防水',
];

test('the shipped text model gives the same vectors on WebGPU as on wasm', async ({ page }) => {
  test.setTimeout(180_000);
  await blank(page);
  const { providers, cosines, ms } = await page.evaluate(
    async ([source, pack, titles]) => {
      const module = (await import(source)) as { createEmbedder: typeof createEmbedder };
      const { model } = (await (await fetch(pack)).json()) as {
        model: { files: Record<string, { file: string }> };
      };
      const read = async (path: string) => {
        const entry = model.files[path];
        if (!entry) throw new Error(`no ${path}`);
        const response = await fetch(new URL(entry.file, new URL(pack, location.href)));
        return new Uint8Array(await response.arrayBuffer());
      };
      const embed = async (provider: 'wasm' | 'webgpu') => {
        const embedder = await module.createEmbedder(read, { provider });
        const vectors = await embedder.embed(titles);
        const took: number[] = [];
        for (let i = 0; i < (provider === 'wasm' ? 120 : 3); i++) {
          const began = performance.now();
          await embedder.embed([titles[i % titles.length]!]);
          took.push(performance.now() - began);
        }
        await embedder.dispose();
        // The first twenty are warm-up.
        const ms = took.slice(20).sort((a, b) => a - b)[(took.length - 20) >> 1] ?? NaN;
        return { vectors, ms, provider: embedder.provider, reason: embedder.reason };
      };
      const wasm = await embed('wasm');
      const webgpu = await embed('webgpu');
      const cosines = wasm.vectors.map((vector, i) =>
        vector.reduce((sum, value, j) => sum + value * webgpu.vectors[i]![j]!, 0),
      );
      return { providers: [wasm.provider, webgpu.provider, webgpu.reason], cosines, ms: wasm.ms };
    },
    [SOURCE, PACK, TITLES] as const,
  );
  console.info(`one title on wasm, median: ${ms.toFixed(2)} ms; cosine to WebGPU: ${Math.min(...cosines)}`);
  expect(providers).toEqual(['wasm', 'webgpu', undefined]);
  for (const cosine of cosines) expect(cosine).toBeGreaterThan(0.999);
});
