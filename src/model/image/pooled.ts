import { VitrineError } from '../../errors.ts';

/** What of an output is read. */
export interface Output {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** As exporters name what stands for a whole picture, then what has to be pooled. */
const NAMES = ['image_embeds', 'pooler_output', 'image_embedding', 'embeddings', 'last_hidden_state'];

/**
 * One unit vector from what an image model put out for one picture: the output that is named as an embedding, else one of
 * pooled features `[1, dim, 1, 1]`, else whatever is not named a classifier's.
 *
 * @returns `[dim]`, zeros added up to a multiple of 4.
 * @throws {VitrineError} `model-load`
 */
export function pooled(outputs: Readonly<Record<string, Output>>): Float32Array<ArrayBuffer> {
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
      `the image model puts out no vector of a picture, but ${names.join(', ')}`,
    );
  return unit(dims.length === 4 ? meanOfMap(data, dims[1]!) : data.subarray(0, dims.at(-1)));
}

function isPooledMap({ dims }: Output): boolean {
  return dims.length === 4 && dims[2] === 1 && dims[3] === 1;
}

/** Of `[1, channels, height, width]`. A sequence `[1, tokens, dim]` needs none: its first token stands for all. */
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
