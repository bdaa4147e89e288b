import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OnnxGraph } from '../onnx-graph.ts';

/** How many numbers it gives of a picture. */
export const TINY_DIM = 48;

/** An image model that can be checked by eye: the mean colours of a grid of 4 by 4, of a picture made 32 by 32. */
export function tinyImageModel(): Map<string, Uint8Array<ArrayBuffer>> {
  const graph = new OnnxGraph();
  const grid = graph.node('AveragePool', [graph.picture('pixel_values')], {
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

/** Writes it into a folder. */
export function writeTinyImageModel(folder: string): string {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [path, bytes] of tinyImageModel()) writeFileSync(join(folder, path), bytes);
  return folder;
}
