import { describe, expect, it } from 'vitest';
import { preprocess, preprocessOf } from './preprocess.ts';
import type { Pixels } from './resample.ts';

/** An image whose red is the column, green the row, and blue 255. */
function gradient(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), 255], i * 3);
  return { width, height, data };
}

describe('preprocessOf', () => {
  it('resizes the shorter edge and crops the middle', () => {
    const how = preprocessOf({
      size: { shortest_edge: 8 },
      do_center_crop: true,
      crop_size: { height: 4, width: 4 },
    });
    expect(how).toMatchObject({ resize: 8, crop: { width: 4, height: 4 }, filter: 2, rescale: 1 / 255 });
    const planes = preprocess(gradient(16, 8), how);
    expect([planes.width, planes.height]).toEqual([4, 4]);
    // The middle four of 16 columns are 6 to 9, and of 8 rows 2 to 5.
    expect([...planes.data.slice(0, 4)].map((red) => Math.round(red * 255))).toEqual([6, 7, 8, 9]);
    expect(Math.round(planes.data[16]! * 255)).toBe(2);
  });

  it('applies channel order, mean and deviation', () => {
    const config = { do_resize: false, image_mean: [0.5, 0.25, 0], image_std: [0.5, 1, 2] };
    const red: Pixels = { width: 1, height: 1, data: Uint8Array.of(255, 51, 0) };
    const values = (more: object) => [...preprocess(red, preprocessOf({ ...config, ...more })).data];
    expect(values({})).toEqual([1, Math.fround(0.2 - 0.25), 0]);
    expect(values({ do_flip_channel_order: true })).toEqual([-1, Math.fround(0.2 - 0.25), 0.5]);
    expect(values({ do_normalize: false })).toEqual([1, Math.fround(0.2), 0]);
    expect(values({ do_normalize: false, do_rescale: false })).toEqual([255, 51, 0]);
  });

  it.each([
    ['a square', { size: { height: 9, width: 7 } }, { resize: { height: 9, width: 7 }, crop: undefined }],
    [
      'the older size of ViT',
      { size: 7, feature_extractor_type: 'ViTFeatureExtractor' },
      { resize: { height: 7, width: 7 } },
    ],
    [
      'the older size of CLIP',
      { size: 7, crop_size: 5, feature_extractor_type: 'CLIPFeatureExtractor' },
      { resize: 7, crop: { height: 5, width: 5 } },
    ],
    [
      'ConvNeXt below 384',
      { size: { shortest_edge: 224 }, crop_pct: 0.875 },
      { resize: 256, crop: { height: 224, width: 224 } },
    ],
    [
      'ConvNeXt from 384',
      { size: { shortest_edge: 384 }, crop_pct: 0.875 },
      { resize: { height: 384, width: 384 }, crop: undefined },
    ],
  ])('reads %s', (_, config, expected) => {
    expect(preprocessOf(config)).toMatchObject(expected);
  });

  it('fills a crop that is larger than the image with black', () => {
    const how = preprocessOf({ do_resize: false, do_center_crop: true, crop_size: 3 });
    expect([
      ...preprocess({ width: 1, height: 1, data: Uint8Array.of(255, 255, 255) }, how).data.slice(0, 9),
    ]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it.each([
    [{ do_pad: true, size: 4 }, 'do_pad'],
    [{ rescale_offset: true, size: 4 }, 'rescale_offset'],
    [{}, 'size'],
    [{ size: { height: -1, width: 4 } }, 'size'],
    [{ size: 4, image_mean: [0.5] }, 'image_mean'],
  ])('refuses %j', (config, message) => {
    expect(() => preprocessOf(config)).toThrow(
      expect.objectContaining({ code: 'model-load', message: expect.stringContaining(message) as string }),
    );
  });
});
