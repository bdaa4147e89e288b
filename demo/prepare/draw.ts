import sharp from 'sharp';
import type { MadeProduct } from '../products/department.ts';
import { emojiFile } from './emoji-file.ts';

const SIZE = 400; // pixels
const OBJECT = 256; // as the package has it
/** Each image has the same ground, so that images differ by what they show. */
const GROUND = { r: 246, g: 243, b: 237 };

/** The image of a product, as a shop would take it: the thing on a light ground, with its shadow below. WebP. */
export async function draw({ emoji, turn }: Pick<MadeProduct, 'emoji' | 'turn'>): Promise<Buffer> {
  const drawn = sharp(emojiFile(emoji));
  const object = await (turn === 0 ? drawn : drawn.modulate({ hue: turn })).png().toBuffer();
  const left = (SIZE - OBJECT) / 2;
  return sharp({ create: { width: SIZE, height: SIZE, channels: 3, background: GROUND } })
    .composite([{ input: await shadow() }, { input: object, left, top: left - 8 }])
    .webp({ quality: 84 })
    .toBuffer();
}

let drawnShadow: Promise<Buffer> | undefined;

function shadow(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
    <radialGradient id="g"><stop stop-color="#3a2f1c" stop-opacity=".3"/><stop offset="1" stop-color="#3a2f1c" stop-opacity="0"/></radialGradient>
    <ellipse cx="${SIZE / 2}" cy="${SIZE * 0.81}" rx="${SIZE * 0.3}" ry="${SIZE * 0.045}" fill="url(#g)"/></svg>`;
  return (drawnShadow ??= sharp(Buffer.from(svg)).png().toBuffer());
}
