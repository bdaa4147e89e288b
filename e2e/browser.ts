import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installPackages, isExecutable, onPath, succeeds } from './install.ts';

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
  const found = playwrights() ?? onPath(...NAMES) ?? installed();
  if (!found) throw new Error('No Chromium found: install one, or set CHROMIUM_PATH to its path.');
  return found;
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function installed(): string | undefined {
  console.log('No Chromium found: installing one.');
  if (succeeds('npx', ['playwright', 'install', 'chromium'])) {
    const own = playwrights();
    if (own) return own;
  }
  return installPackages('chromium') ? onPath(...NAMES) : undefined;
}
