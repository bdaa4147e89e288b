import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../testing/folder-of.ts';
import { runCli } from './testing/run-cli.ts';

describe('vitrine tag', () => {
  const files = { 'vitrine.js': '1', 'vitrine-capture.js': '2', 'vitrine.css': '3', 'vitrine.js.gz': '4' };

  it('prints the hash of every script by its address', async () => {
    const args = ['--script', 'https://cdn.example/v/1', '--pack', '/p/manifest.json'];
    const { code, stdout } = await runCli(['tag', folderOf(files), ...args]);
    expect(code).toBe(0);
    const map = /<script type="importmap">(.+?)<\/script>/s.exec(stdout)![1]!;
    const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
    expect(Object.keys(integrity)).toEqual([
      'https://cdn.example/v/1/vitrine-capture.js',
      'https://cdn.example/v/1/vitrine.js',
    ]);
    // printf 1 | openssl dgst -sha384 -binary | base64
    const hash = 'sha384-R/BdNnsMMuQ4+2Pmz0pfNcKqL5DcdUP4pBoPlc6KQKMTq1zzYTSiBoxMlpy1Dbd2';
    expect(integrity['https://cdn.example/v/1/vitrine.js']).toBe(hash);
    expect(stdout).toContain(`src="https://cdn.example/v/1/vitrine.js" integrity="${hash}" crossorigin`);
    expect(stdout).toContain('data-pack="/p/manifest.json"');
  });

  it('lets no address end its attribute or its script', async () => {
    const args = ['--script', '/a"></script><b>/', '--pack', '/p"&x'];
    const { stdout } = await runCli(['tag', folderOf(files), ...args]);
    expect(stdout.match(/<\/script>/g)).toHaveLength(2 + 2); // two elements, and the address in two attributes
    expect(stdout).toContain('data-pack="/p&quot;&amp;x"');
  });

  it('writes the file of a worker on the own site, and overwrites no other file', async () => {
    const folder = folderOf({ ...files, 'mine.js': 'alert(1)' });
    const before = process.cwd();
    process.chdir(folder);
    try {
      const tag = (worker: string) =>
        runCli(['tag', '.', '--script', 'https://cdn.example/v', '--worker', worker]);
      const first = await tag('/js/vitrine-worker.js');
      expect(first.stdout).toContain('data-worker="/js/vitrine-worker.js"');
      expect(first.stderr).toContain('/js/vitrine-worker.js');
      const line = 'import "https://cdn.example/v/vitrine-entry.js";\n';
      expect(readFileSync('vitrine-worker.js', 'utf8')).toBe(line);
      expect((await tag('/js/vitrine-worker.js')).code).toBe(0);
      for (const wrong of ['/mine.js', '/js/']) expect((await tag(wrong)).code).toBe(1);
      expect(readFileSync('mine.js', 'utf8')).toBe('alert(1)');
    } finally {
      process.chdir(before);
    }
  });

  it('says which folder it needs', async () => {
    const { code, stderr } = await runCli(['tag', folderOf({})]);
    expect(code).toBe(1);
    expect(stderr).toContain('node_modules/vitrine/dist/browser');
  });
});
