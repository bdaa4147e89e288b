import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Installs what is compared, on first use and whenever the lock file is newer than what was installed. */
export function installPeers(): void {
  const installed = `${FOLDER}node_modules/.package-lock.json`;
  const lock = `${FOLDER}package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing what is compared, in e2e/bench');
  execFileSync('npm', ['ci'], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
}
