import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { buildShop } from './build-shop.ts';
import { readFlags } from './flags.ts';

afterEach(() => vi.restoreAllMocks());

/** What is printed for arguments that start nothing. */
function printed(...args: string[]): { exitCode: unknown; said: string } {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    readFlags(args);
  } catch (error) {
    return { exitCode: (error as { exitCode?: number }).exitCode, said: said.join('') };
  }
  return { exitCode: 'none', said: '' };
}

it('npm start says what it takes, and what is wrong with what it got', () => {
  expect(printed('--help')).toEqual({ exitCode: 0, said: expect.stringContaining('--catalogue <file...>') });
  expect(printed('--orders', 'orders.csv').said).toContain('--orders needs --catalogue');
  expect(printed('--catalog', 'a.csv').said).toContain('Did you mean --catalogue?');
  expect(printed('--port', 'x').said).toContain('must be a whole number');
  expect(readFlags([])).toMatchObject({ port: 5173, name: 'Your shop' });
  expect(readFlags(['--catalogue', 'a.csv', 'b.csv', '--currency', 'eur'])).toMatchObject({
    catalogue: ['a.csv', 'b.csv'],
    currency: 'EUR',
  });
});

it('a file that is not there is an error that names it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-demo-'));
  const paths = { folder, pack: join(folder, 'pack'), listing: join(folder, 'l'), stamp: join(folder, 's') };
  await expect(buildShop({ catalogues: ['nowhere.csv'] }, { name: 'x' }, paths)).rejects.toMatchObject({
    code: 'bad-catalogue',
    message: expect.stringContaining('nowhere.csv'),
  });
  rmSync(folder, { recursive: true });
});
