import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OnnxGraph } from '../onnx-graph.ts';

/** The length of its vectors. */
export const TINY_DIM = 48;

/** An image model that is easy to check: its vector is the mean colours in a grid of 4 by 4 over an image of 32 by 32. */
export function tinyImageModel(): Map<string, Uint8Array<ArrayBuffer>> {
  const graph = new OnnxGraph();
  const grid = graph.node('AveragePool', [graph.image('pixel_values')], {
    kernel_shape: [8, 8],
    strides: [8, 8],
  });
  graph.output('image_embeds', graph.node('Flatten', [grid], { axis: 1 }), TINY_DIM);
  const config = {
    image_processor_type: 'ViTImageProcessor',
    size: { height: 32, width: 32 },
    resample: 2,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
  };
  return new Map([
    ['preprocessor_config.json', new TextEncoder().encode(JSON.stringify(config))],
    ['onnx/model.onnx', graph.encode('tiny-image-model')],
  ]);
}

/** Writes the model into a folder. */
export function writeTinyImageModel(folder: string): string {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [path, bytes] of tinyImageModel()) writeFileSync(join(folder, path), bytes);
  return folder;
}
