import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ModelFolder } from '../model-folder.ts';

/** Where vectors are kept between builds if nobody says: `$XDG_CACHE_HOME/vitrine`, else `~/.cache/vitrine`. */
export function defaultCache(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vitrine');
}

/** Says which model made vectors, and what ran it: of another, none may be taken. */
export async function modelHash(model: ModelFolder, runtime: string): Promise<string> {
  const hash = createHash('sha256').update(runtime);
  for (const [path, bytes] of [...(await model.files())].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 16);
}
