import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { VitrineError } from '../../errors.ts';
import { MODEL_PATHS } from '../../model/files.ts';
import { PREPROCESSOR } from '../../model/image/image-embedder.ts';
import { preferredNetwork } from '../images/image-model-folder.ts';
import type { Progress } from '../progress.ts';
import { download, listFiles, type HubFile } from './hub.ts';
import { sha256OfFile, LOCK_FILE, readLock, type Lock } from './lock-file.ts';
import type { PinnedModel } from './model-name.ts';

/**
 * Downloads a model's files from a hub into a folder, with a lock file that lists them. Files of the same commit that the
 * folder has already are not downloaded again.
 *
 * @throws {VitrineError} `model-load`, also if the hub has another file for a commit than the lock file lists;
 *   `bad-argument`. The folder is then unchanged.
 */
export async function pullModel(
  hub: string,
  model: PinnedModel,
  out: string,
  progress: Progress,
): Promise<Lock> {
  checkPlace(out);
  const before = await readLock(out);
  const known = before?.name === model.name && before.revision === model.revision ? before : undefined;
  const files = wanted(await listFiles(hub, model), model.name);
  const place = resolve(out);
  const fresh = `${place}.new-${randomBytes(4).toString('hex')}`;
  const locked: Record<string, { bytes: number; sha256: string }> = {};
  let done = 0;
  progress.start(
    `Pulling ${model.name}`,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  try {
    for (const file of files) {
      const [from, to] = [join(place, file.path), join(fresh, file.path)];
      const expected = known?.files[file.path]?.sha256;
      if (expected !== undefined && existsSync(from) && (await sha256OfFile(from)) === expected) {
        await mkdir(dirname(to), { recursive: true });
        await copyFile(from, to);
        progress.advance((done += file.bytes));
        locked[file.path] = { bytes: file.bytes, sha256: expected };
        continue;
      }
      const sha256 = await download(hub, model, file, to, (bytes) => {
        progress.advance((done += bytes));
      });
      if (expected !== undefined && sha256 !== expected)
        throw new VitrineError(
          'model-load',
          `${model.name}/${file.path} is not the file that ${LOCK_FILE} lists for this commit: do not trust this hub, use another with --hub`,
        );
      locked[file.path] = { bytes: file.bytes, sha256 };
    }
    const lock: Lock = { format: 'vitrine-model', ...model, files: locked };
    await writeFile(join(fresh, LOCK_FILE), `${JSON.stringify(lock, null, 2)}\n`);
    await rm(place, { recursive: true, force: true });
    await rename(fresh, place);
    return lock;
  } finally {
    progress.end();
    await rm(fresh, { recursive: true, force: true });
  }
}

function checkPlace(out: string): void {
  if (!existsSync(out) || existsSync(join(out, LOCK_FILE)) || readdirSync(out).length === 0) return;
  throw new VitrineError(
    'bad-argument',
    `${out} holds other files and no ${LOCK_FILE}, so it is not replaced: name an empty or a new folder`,
  );
}

/** Picks the files that Vitrine needs of a text model or an image model. */
function wanted(files: readonly HubFile[], name: string): HubFile[] {
  const paths = files.map(({ path }) => path);
  const networks = paths.filter((path) => /^onnx\/[\w.-]+\.onnx$/.test(path));
  const isImage = paths.includes(PREPROCESSOR);
  const network = isImage
    ? preferredNetwork(networks)
    : ['onnx/model_quantized.onnx', 'onnx/model.onnx'].find((path) => paths.includes(path));
  const needed = isImage ? [PREPROCESSOR] : ['config.json', 'tokenizer.json'];
  const missing = needed.filter((path) => !paths.includes(path));
  if (network === undefined || missing.length > 0)
    throw new VitrineError(
      'model-load',
      `${name} has no ${[...missing, ...(network === undefined ? ['onnx/model.onnx'] : [])].join(' and no ')}: look for a model that was exported to ONNX`,
    );
  const plain = isImage
    ? ['config.json', PREPROCESSOR]
    : MODEL_PATHS.filter((path) => !path.startsWith('onnx/'));
  // ONNX keeps the weights of a network of more than 2 GB in a second file, which browsers cannot load.
  if (paths.includes(`${network}_data`))
    throw new VitrineError(
      'model-load',
      `the network of ${name} has a second file with its weights, which browsers cannot load: look for a smaller model`,
    );
  return files.filter(({ path }) => path === network || (plain as readonly string[]).includes(path));
}
