import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from './browser.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** A browser that a test may kill. */
export interface OwnBrowser {
  readonly browser: Browser;
  /** Sends SIGKILL to its process and to all processes that it started, at once. */
  kill(): Promise<void>;
}

/** Starts a browser on a profile folder as a child process, because Playwright does not reveal the process that it starts. */
export async function ownBrowserOn({ path, inside }: ProfileFolder): Promise<OwnBrowser> {
  const portFile = join(path, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const [program, ...given] = [
    ...(inside?.command ?? []),
    findBrowser(),
    ...BROWSER_ARGS,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${inside?.path ?? path}`,
    'about:blank',
  ];
  const child = spawn(program!, given, { stdio: 'ignore', detached: true }); // a group of processes of its own
  const ended = once(child, 'exit');
  const kill = async () => {
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portOf(portFile)}`);
    return { browser, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

async function portOf(file: string): Promise<number> {
  for (let tries = 0; tries < 300; tries++) {
    const port = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
    if (port > 0) return port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The browser did not start within 30 seconds.');
}
