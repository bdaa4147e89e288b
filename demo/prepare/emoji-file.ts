import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json')),
  'assets',
);

/** The file of an emoji's image: Microsoft's Fluent Emoji in 3D, under the MIT licence. Some names have no U+FE0F. */
export function emojiFile(emoji: string): string {
  const points = [...emoji].map((letter) => letter.codePointAt(0)!.toString(16));
  const plain = points.filter((point) => point !== 'fe0f');
  const names = [points, plain, [...plain, 'fe0f']].map((name) => join(folder, `${name.join('-')}.webp`));
  return names.find((path) => existsSync(path)) ?? names[0]!;
}
