import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OnnxGraph } from '../../models/onnx-graph.ts';

const GRID = 8;
const PIXELS = 64;
/** The colour of the ground of the demo's images: it counts as nothing, so that the thing itself counts. */
const GROUND = [246 / 255, 243 / 255, 237 / 255];

/**
 * Writes an image model that needs no weights: its vector is the mean colours in a grid over the image, so images are alike
 * if their colours are, in the same places. That is enough for things on a plain ground. A shop with photographs takes a
 * network that has seen many.
 *
 * @returns The folder.
 * @see docs/models.md, Images
 */
export async function writeImageModel(folder: string): Promise<string> {
  const graph = new OnnxGraph();
  const cell = [PIXELS / GRID, PIXELS / GRID];
  const grid = graph.node('AveragePool', [graph.image('pixel_values')], {
    kernel_shape: cell,
    strides: cell,
  });
  graph.output('image_embeds', graph.node('Flatten', [grid], { axis: 1 }), 3 * GRID * GRID);
  const config = {
    image_processor_type: 'ViTImageProcessor',
    size: { height: PIXELS, width: PIXELS },
    resample: 2,
    image_mean: GROUND,
    image_std: [0.5, 0.5, 0.5],
  };
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'preprocessor_config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'onnx/model.onnx'), graph.encode('colours-in-places'));
  return folder;
}
