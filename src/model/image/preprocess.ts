import { VitrineError } from '../../errors.ts';
import { resample, type Pixels } from './resample.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How an image is prepared for the image model. */
export interface Preprocess {
  /** The length of the shorter edge, or both lengths; undefined to keep the size. */
  readonly resize: number | Size | undefined;
  /** See `resample`. */
  readonly filter: number;
  readonly crop: Size | undefined;
  /** The factor of each byte. */
  readonly rescale: number;
  /** For red, green and blue: subtracted after rescaling, then `std` divides. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** Whether the model expects the channels as blue, green, red. */
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
/** ConvNeXT's processor does not crop images of this size or more. */
const NO_CROP_FROM = 384;

/**
 * Reads a `preprocessor_config.json`, in its present or its older format.
 *
 * @throws {VitrineError} `model-load` if it asks for a step that is not supported.
 * @see huggingface/transformers, `image_processing_utils.py` and the processors of CLIP, ConvNeXT, MobileNetV2, MobileViT and ViT.
 */
export function preprocessOf(config: object): Preprocess {
  const given = config as Config;
  if (given.do_pad) unsupported('pads images (do_pad), which is not supported');
  if (given.rescale_offset) unsupported('shifts values (rescale_offset), which is not supported');
  const { resize, crop } = sizesOf(given);
  const normalises = given.do_normalize ?? true;
  const mean = normalises ? (given.image_mean ?? [0, 0, 0]) : [0, 0, 0];
  const std = normalises ? (given.image_std ?? [1, 1, 1]) : [1, 1, 1];
  if ([mean, std].some((list) => !Array.isArray(list) || list.length !== 3 || !list.every(Number.isFinite)))
    unsupported('has an image_mean or image_std that is not a list of three numbers');
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
    // In the older format, a number meant the shorter edge only for these models.
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
  return unsupported(`has a size or crop_size of ${String(size)}: expected a whole number from 1 to 4096`);
}

function unsupported(what: string): never {
  throw new VitrineError('model-load', `the image model's preprocessor_config.json ${what}`);
}

/** An image as the model's input: `[3 * height * width]`, channel by channel. */
export interface Planes extends Size {
  readonly data: Float32Array<ArrayBuffer>;
}

export function preprocess(pixels: Pixels, how: Preprocess): Planes {
  const { width: toWidth, height: toHeight } = resizedOf(pixels, how.resize);
  const resized = resample(pixels, toWidth, toHeight, how.filter);
  const { width, height } = how.crop ?? resized;
  // The crop is centred; where it is larger than the image, bytes are 0.
  const [left, top] = [Math.floor((resized.width - width) / 2), Math.floor((resized.height - height) / 2)];
  const data = new Float32Array(3 * width * height);
  const values = valuesOf(how);
  for (let channel = 0; channel < 3; channel++) {
    const from = how.blueFirst ? 2 - channel : channel;
    let to = channel * width * height;
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++, to++) {
        const inside = x >= 0 && y >= 0 && x < resized.width && y < resized.height;
        data[to] = values[channel * 256 + (inside ? resized.data[(y * resized.width + x) * 3 + from]! : 0)]!;
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

/** `[3 * 256]`: the value of each byte in each of the model's channels. */
function valuesOf({ rescale, mean, std }: Preprocess): Float32Array {
  return Float32Array.from({ length: 3 * 256 }, (_, i) => {
    const channel = Math.floor(i / 256);
    return ((i % 256) * rescale - mean[channel]!) / std[channel]!;
  });
}
