import { VitrineError } from '../errors.ts';
import type { PackInput } from './input.ts';
import type { Manifest, PackFile } from './manifest.ts';
import type { PackFiles } from './pack-files.ts';

/** @throws {VitrineError} `bad-argument` for a file without an ending. */
export async function encodeModel(
  model: NonNullable<PackInput['model']>,
  { add }: PackFiles,
): Promise<NonNullable<Manifest['model']>> {
  const files: Record<string, PackFile> = {};
  for (const [path, bytes] of model.files) {
    const [, stem, extension] = /([\w-]+)\.(\w+)$/.exec(path) ?? [];
    if (!stem || !extension)
      throw new VitrineError('bad-argument', `a model file needs a name with an ending, got ${path}`);
    files[path] = await add(`model/${stem}`, extension, bytes);
  }
  return { id: model.id, files };
}
