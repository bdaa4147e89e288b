import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { runCli } from '../src/cli/testing/run-cli.ts';
import { blocksOf } from './testing/pages.ts';

/** The blocks of docs/report.md in one language. */
const blocks = (language: string) =>
  blocksOf(language).flatMap(({ place, code }) => (place.startsWith('docs/report.md') ? [code] : []));

/** The size of the model and the time depend on the machine. */
const steady = (text: string) => text.replace(/[\d.]+ (MB|s[;.])/g, '… $1').trimEnd();

it('docs/report.md shows the report that its files give', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-docs-report-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  const home = process.cwd();
  try {
    const [catalogue = '', orders = ''] = blocks('csv');
    writeFileSync(join(folder, 'artikel.csv'), catalogue);
    writeFileSync(join(folder, 'bestellungen.csv'), orders);
    process.chdir(folder);
    const args = ['build', 'artikel.csv', '--orders', 'bestellungen.csv', '--out', 'pack', '--no-compress'];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(0);
    expect(steady(stdout)).toBe(steady(blocks('text')[0] ?? ''));
  } finally {
    process.chdir(home);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
}, 120_000);
