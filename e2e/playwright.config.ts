import { defineConfig } from '@playwright/test';
import { ALONE } from './alone.ts';
import { BROWSER_ARGS, findBrowser } from './browser.ts';
import { DEMO_PORT } from './ports.ts';

const alone = new RegExp(ALONE.tag);

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts', // `*.test.ts` run in Vitest
  outputDir: '../test-results',
  globalSetup: './prepare.ts',
  workers: 1, // `npm test` runs the first project with three
  projects: [
    { name: 'side-by-side', grepInvert: alone },
    { name: 'alone', grep: alone },
  ],
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${DEMO_PORT}`,
    launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGS },
    viewport: { width: 1280, height: 900 },
  },
  webServer: {
    command: `npx tsx demo/start.ts --port ${DEMO_PORT} --strict-port`,
    cwd: '..',
    url: `http://localhost:${DEMO_PORT}`,
    reuseExistingServer: false,
    timeout: 300_000, // it makes the shop first
  },
});
