import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The default folder in which builds keep vectors: `$XDG_CACHE_HOME/vitrine`, or else `~/.cache/vitrine`. */
export function defaultCache(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vitrine');
}

/**
 * Identifies a model and the runtime that ran it. Vectors of another model, or of the same model on another runtime, must not
 * be reused.
 *
 * @param files The model's files, by path.
 * @returns 16 hexadecimal digits.
 */
export function modelDigest(files: ReadonlyMap<string, Uint8Array>, runtime: string): string {
  const hash = createHash('sha256').update(runtime);
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 16);
}
