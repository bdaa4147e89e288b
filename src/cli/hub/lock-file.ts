import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { VitrineError } from '../../errors.ts';

/** Name of the file that lists the files of a pulled folder with their digests. */
export const LOCK_FILE = 'vitrine-model.json';

const lock = v.object({
  format: v.literal('vitrine-model'),
  name: v.string(),
  /** A commit. */
  revision: v.string(),
  files: v.record(v.string(), v.object({ bytes: v.number(), sha256: v.string() })),
});

export type Lock = v.InferOutput<typeof lock>;

/**
 * Reads the lock file of a folder.
 *
 * @returns `undefined` if the folder was not pulled.
 * @throws {VitrineError} `model-load` if the file is damaged.
 */
export async function readLock(folder: string): Promise<Lock | undefined> {
  const file = join(folder, LOCK_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return v.parse(lock, JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new VitrineError('model-load', `${file} is damaged: pull the model again`, { cause });
  }
}

/** Checks a pulled folder against its lock file. @throws {VitrineError} `model-load` for the first file that differs. */
export async function checkLock(folder: string): Promise<void> {
  const found = await readLock(folder);
  for (const [path, { sha256 }] of Object.entries(found?.files ?? {})) {
    const file = join(folder, path);
    if (!existsSync(file))
      throw new VitrineError(
        'model-load',
        `${file}, which ${LOCK_FILE} lists, is missing: pull the model again`,
      );
    if ((await sha256OfFile(file)) !== sha256)
      throw new VitrineError(
        'model-load',
        `${file} does not have the digest that ${LOCK_FILE} lists: pull the model again`,
      );
  }
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}
