import { VitrineError } from '../../errors.ts';

/** The used part of an output tensor. */
export interface Output {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** Names that exporters give to the vector of a whole image, then the name of features to pool. */
const NAMES = ['image_embeds', 'pooler_output', 'image_embedding', 'embeddings', 'last_hidden_state'];

/**
 * Turns an image model's outputs for one image into a unit vector. Takes the output with the name of an embedding, else
 * pooled features `[1, dim, 1, 1]`, else the first output that is not a classifier's logits.
 *
 * @returns `[dim]`, padded with zeros to a multiple of 4.
 * @throws {VitrineError} `model-load` if no output is a vector.
 */
export function imageVector(outputs: Readonly<Record<string, Output>>): Float32Array<ArrayBuffer> {
  const names = Object.keys(outputs);
  const name =
    NAMES.find((known) => names.includes(known)) ??
    names.find((each) => isPooledMap(outputs[each]!)) ??
    names.find((each) => !/logits/i.test(each)) ??
    names[0];
  const { dims, data } = outputs[name ?? ''] ?? { dims: [], data: undefined };
  if (!(data instanceof Float32Array) || dims[0] !== 1 || dims.length < 2)
    throw new VitrineError(
      'model-load',
      `the image model has no output with a vector of the image, only ${names.join(', ')}`,
    );
  return unit(dims.length === 4 ? meanOfMap(data, dims[1]!) : data.subarray(0, dims.at(-1)));
}

function isPooledMap({ dims }: Output): boolean {
  return dims.length === 4 && dims[2] === 1 && dims[3] === 1;
}

/** The mean over `[1, channels, height, width]`. A sequence `[1, tokens, dim]` needs none: its first token is its vector. */
function meanOfMap(data: Float32Array, channels: number): Float32Array {
  const size = data.length / channels;
  return Float32Array.from({ length: channels }, (_, channel) =>
    data.subarray(channel * size, (channel + 1) * size).reduce((sum, value) => sum + value / size, 0),
  );
}

function unit(vector: Float32Array): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  const result = new Float32Array(Math.ceil(vector.length / 4) * 4);
  if (norm > 0) vector.forEach((value, j) => (result[j] = value / norm));
  return result;
}
