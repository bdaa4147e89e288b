import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs on the PATH. */
export function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs packages on Debian as root. @returns Whether they were installed. */
export function installPackages(...packages: readonly string[]): boolean {
  const isRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  return (
    isRootOnDebian && succeeds('apt-get', ['update']) && succeeds('apt-get', ['install', '-y', ...packages])
  );
}

/** Runs a command of an installation. @returns Whether it succeeded. */
export function succeeds(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
    return true;
  } catch {
    return false;
  }
}
