import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCache } from '../vectors/cache-folder.ts';
import type { Progress } from '../progress.ts';
import { DEFAULT_HUB } from './hub.ts';
import { checkLock } from './lock-file.ts';
import { parseModelName, pinned } from './model-name.ts';
import { pullModel } from './pull.ts';

/**
 * Finds the folder of a model. A model that is given as name@commit is pulled from the hub once and kept. A folder that was
 * pulled is checked against its lock file.
 *
 * @param given A folder, or name@commit.
 * @throws {VitrineError} `model-load`, `bad-argument`
 */
export async function findModel(given: string, progress: Progress, hub = DEFAULT_HUB): Promise<string> {
  if (existsSync(given) || !parseModelName(given)?.revision) {
    await checkLock(given);
    return given;
  }
  const model = pinned(given);
  const folder = join(defaultCache(), 'models', ...model.name.split('/'), model.revision);
  if (!existsSync(folder)) await pullModel(hub, model, folder, progress);
  await checkLock(folder);
  return folder;
}
