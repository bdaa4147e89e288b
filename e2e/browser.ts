import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The arguments of every test browser: WebGPU on the software adapter, and no traffic of the browser's own. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/**
 * Finds a Chromium: `CHROMIUM_PATH`, then Playwright's own, then a Chrome or Chromium on the PATH. If there is none, it
 * installs one through Playwright, or on Debian as root through apt-get.
 *
 * @throws {Error} if there is no Chromium; the message says what to do.
 */
export function findBrowser(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!isExecutable(named))
      throw new Error(
        `CHROMIUM_PATH is ${named}, which is not an executable file. Set it to the path of a Chromium.`,
      );
    return named;
  }
  const found = playwrights() ?? onPath() ?? installed();
  if (!found) throw new Error('No Chromium found: install one, or set CHROMIUM_PATH to its path.');
  return found;
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function installed(): string | undefined {
  console.log('No Chromium found: installing one.');
  if (tried('npx', ['playwright', 'install', 'chromium'])) {
    const own = playwrights();
    if (own) return own;
  }
  const isRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (isRootOnDebian && tried('apt-get', ['update']) && tried('apt-get', ['install', '-y', 'chromium']))
    return onPath();
  return undefined;
}

function tried(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
    return true;
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
