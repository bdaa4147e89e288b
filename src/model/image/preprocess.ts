import { VitrineError } from '../../errors.ts';
import { resample, type Pixels } from './resample.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is done to a picture before the image model sees it. */
export interface Preprocess {
  /** The shorter edge's length, or both; nothing, if the picture stays as large as it is. */
  readonly resize: number | Size | undefined;
  /** See `resample`. */
  readonly filter: number;
  readonly crop: Size | undefined;
  /** What a byte is multiplied by. */
  readonly rescale: number;
  /** Red, green, blue: taken off, and divided by, after that. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** Whether the model wants blue first. */
  readonly blueFirst: boolean;
}

interface Config {
  readonly image_processor_type?: string;
  readonly feature_extractor_type?: string;
  readonly do_resize?: boolean;
  readonly size?: number | Partial<Record<'shortest_edge' | 'width' | 'height', number>>;
  readonly resample?: number;
  readonly crop_pct?: number;
  readonly do_center_crop?: boolean;
  readonly crop_size?: number | Partial<Size>;
  readonly do_rescale?: boolean;
  readonly rescale_factor?: number;
  readonly rescale_offset?: boolean;
  readonly do_normalize?: boolean;
  readonly image_mean?: readonly number[];
  readonly image_std?: readonly number[];
  readonly do_flip_channel_order?: boolean;
  readonly do_pad?: boolean;
}

const BILINEAR = 2;
/** From this size on ConvNeXt's processor does not crop. */
const NO_CROP_FROM = 384;

/**
 * Reads a `preprocessor_config.json`, in its present and in its older spelling.
 *
 * @throws {VitrineError} `model-load` where it asks for what is not known here.
 * @see huggingface/transformers, `image_processing_utils.py` and the processors of CLIP, ConvNeXT, MobileNetV2, MobileViT and ViT.
 */
export function preprocessOf(config: object): Preprocess {
  const given = config as Config;
  if (given.do_pad) unknown('pads pictures (do_pad)');
  if (given.rescale_offset) unknown('shifts values (rescale_offset)');
  const { resize, crop } = sizesOf(given);
  const normalises = given.do_normalize ?? true;
  const mean = normalises ? (given.image_mean ?? [0, 0, 0]) : [0, 0, 0];
  const std = normalises ? (given.image_std ?? [1, 1, 1]) : [1, 1, 1];
  if ([mean, std].some((list) => !Array.isArray(list) || list.length !== 3 || !list.every(Number.isFinite)))
    unknown('has an image_mean or image_std that is not three numbers');
  return {
    resize,
    filter: given.resample ?? BILINEAR,
    crop,
    rescale: (given.do_rescale ?? true) ? (given.rescale_factor ?? 1 / 255) : 1,
    mean,
    std,
    blueFirst: given.do_flip_channel_order ?? false,
  };
}

function sizesOf(config: Config): Pick<Preprocess, 'resize' | 'crop'> {
  const { do_resize = true, do_center_crop, crop_size, crop_pct } = config;
  const resize = do_resize ? resizeOf(config) : undefined;
  if (crop_pct !== undefined && typeof resize === 'number') {
    const square = { width: resize, height: resize };
    return resize < NO_CROP_FROM
      ? { resize: Math.trunc(resize / crop_pct), crop: square }
      : { resize: square, crop: undefined };
  }
  return {
    resize,
    crop: (do_center_crop ?? crop_size !== undefined) ? squareOf(crop_size ?? resize) : undefined,
  };
}

function resizeOf({ size, feature_extractor_type, image_processor_type }: Config): number | Size {
  if (typeof size === 'number') {
    // Before sizes were spelt out, only these took the shorter edge.
    const name = image_processor_type ?? feature_extractor_type ?? '';
    return /CLIP|MobileNet|ConvNext|Mobilevit|MobileViT/i.test(name) ? positive(size) : squareOf(size);
  }
  if (size?.shortest_edge !== undefined) return positive(size.shortest_edge);
  return squareOf(size as Size | undefined);
}

function squareOf(size: number | Partial<Size> | undefined): Size {
  const { width, height } = typeof size === 'number' ? { width: size, height: size } : (size ?? {});
  return { width: positive(width), height: positive(height) };
}

function positive(size: unknown): number {
  if (typeof size === 'number' && Number.isInteger(size) && size > 0 && size <= 4096) return size;
  return unknown(`has a size or crop_size that cannot be read: ${String(size)}`);
}

function unknown(what: string): never {
  throw new VitrineError('model-load', `the image model's preprocessor_config.json ${what}`);
}

/** A picture as the model takes it: `[3 * height * width]`, channel by channel. */
export interface Planes extends Size {
  readonly data: Float32Array<ArrayBuffer>;
}

export function preprocess(pixels: Pixels, how: Preprocess): Planes {
  const { width: toWidth, height: toHeight } = resizedOf(pixels, how.resize);
  const resized = resample(pixels, toWidth, toHeight, how.filter);
  const { width, height } = how.crop ?? resized;
  // Centred; what a crop larger than the picture has more is black, as bytes.
  const [left, top] = [Math.floor((resized.width - width) / 2), Math.floor((resized.height - height) / 2)];
  const data = new Float32Array(3 * width * height);
  const values = valuesOf(how);
  for (let channel = 0; channel < 3; channel++) {
    const from = how.blueFirst ? 2 - channel : channel;
    let at = channel * width * height;
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++, at++) {
        const inside = x >= 0 && y >= 0 && x < resized.width && y < resized.height;
        data[at] = values[channel * 256 + (inside ? resized.data[(y * resized.width + x) * 3 + from]! : 0)]!;
      }
  }
  return { width, height, data };
}

function resizedOf({ width, height }: Size, resize: Preprocess['resize']): Size {
  if (resize === undefined) return { width, height };
  if (typeof resize !== 'number') return resize;
  const longer = Math.trunc((resize * Math.max(width, height)) / Math.min(width, height));
  return width <= height ? { width: resize, height: longer } : { width: longer, height: resize };
}

/** `[3 * 256]`: what each byte becomes in each of the model's channels. */
function valuesOf({ rescale, mean, std }: Preprocess): Float32Array {
  return Float32Array.from({ length: 3 * 256 }, (_, i) => {
    const channel = Math.floor(i / 256);
    return ((i % 256) * rescale - mean[channel]!) / std[channel]!;
  });
}
