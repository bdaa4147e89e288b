import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from './browser.ts';
import { DEMO_PORT } from './ports.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts', // `*.test.ts` run in Vitest
  outputDir: '../test-results',
  globalSetup: './prepare.ts',
  workers: 1, // the software adapter uses all cores
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${DEMO_PORT}`,
    launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGS },
    viewport: { width: 1280, height: 900 },
  },
  webServer: {
    command: `npx vite --config demo/vite.config.ts --port ${DEMO_PORT} --strictPort`,
    cwd: '..',
    url: `http://localhost:${DEMO_PORT}`,
    reuseExistingServer: false,
  },
});
