import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dataFile } from '../../../models/testing/data.ts';
import { recommend } from '../../core/ranking/recommend.ts';
import type { ImageVectors } from '../../core/ranking/visit.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { limits } from '../../core/testing/catalogue.ts';
import { loadImages } from '../../pack/image-block.ts';
import { loadPack } from '../../pack/load.ts';
import { run } from '../run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-eshop-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** MobileNetV2 in the Hugging Face layout, with the preprocessing that its figure was measured with. */
function mobileNet(): string {
  const model = join(folder, 'mobilenet-v2');
  mkdirSync(join(model, 'onnx'), { recursive: true });
  copyFileSync(
    dataFile('image-mobilenetv2-int8/mobilenetv2-int8-features.onnx'),
    join(model, 'onnx/model.onnx'),
  );
  const config = {
    size: { height: 224, width: 224 },
    resample: 2,
    image_mean: [0.485, 0.456, 0.406],
    image_std: [0.229, 0.224, 0.225],
  };
  writeFileSync(join(model, 'preprocessor_config.json'), JSON.stringify(config));
  return model;
}

it('the most similar image is of a product of the same type, for 86 of 100 products of a real catalogue', async () => {
  const catalogue = dataFile('eshop-catalog/catalog.json');
  const texts = join(folder, 'texts');
  mkdirSync(join(texts, 'onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(texts, path), '{}');
  const out = join(folder, 'pack');
  const pattern = join(dataFile('eshop-catalog/images'), '{id}.webp');
  const args = ['build', catalogue, '--out', out, '--model', texts, '--images'];
  const silent = { out: () => undefined, err: () => undefined };
  const noText = (_: unknown, all: readonly string[]) =>
    Promise.resolve({ dim: 4, embeddings: randomRows(all.length, 4, seeded(1)) });
  const more = ['--image-model', mobileNet(), '--image-base', pattern, '--json'];
  expect(await run([...args, ...more], silent, '', noText)).toBe(0);

  const read = (name: string) => Promise.resolve(new Uint8Array(readFileSync(join(out, name))).buffer);
  const pack = await loadPack(read);
  const block = await loadImages(read, pack.manifest.images!, pack, ordinaryRows);
  const images: ImageVectors = { ...block, scorer: createJsScorer(block.catalogue.rows) };
  const visit = { catalogue: pack, scorer: images.scorer, images, events: [], now: 0 };
  let same = 0;
  for (const { id, category } of pack.items) {
    const request = { model: 'looking-similar', objectIDs: [id] } as const;
    const {
      ranked: [nearest],
    } = await recommend(visit, request, limits({ limit: 1 }));
    if (pack.items[nearest!.row]!.category === category) same++;
  }
  console.info(`same type as the most similar image: ${same} of ${pack.items.length}`);
  expect(pack.items).toHaveLength(101);
  expect(same / 101).toBeGreaterThanOrEqual(0.86);
}, 300_000);
