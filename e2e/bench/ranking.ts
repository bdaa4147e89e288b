// npm run bench:ranking -- [rows] [events]: prints as JSON how long a shelf with every option takes in a real Chromium.
import { chromium } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { BROWSER_ARGS, findBrowser } from '../browser.ts';
import { serveBench } from './bundle.ts';

const [rows = 50_000, events = 200] = process.argv.slice(2).map(Number);
const DIM = 512;

const server = await serveBench('ranking.html');
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGS });
try {
  const page = await browser.newPage();
  await page.goto(new URL('ranking.html', server.resolvedUrls!.local[0]).href);
  const figures = await page.evaluate(
    ([count, dim, length]) => window.ranking.measure(count!, dim!, length!),
    [rows, DIM, events],
  );
  console.log(JSON.stringify({ rows, dim: DIM, events, ...figures }));
} finally {
  await browser.close();
  await server.close();
  await rm(server.folder, { recursive: true, force: true });
}
