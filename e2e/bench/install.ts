import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Installs the other libraries on first use, and again if the lock file is newer than the installation. */
export function installPeers(): void {
  const installed = `${FOLDER}node_modules/.package-lock.json`;
  const lock = `${FOLDER}package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing the other libraries in e2e/bench');
  execFileSync('npm', ['ci'], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
}
