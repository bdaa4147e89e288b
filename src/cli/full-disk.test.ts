import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from './testing/run-cli.ts';

it('a full disk ends in a sentence, without a stack', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-full-'));
  try {
    writeFileSync(join(folder, 'feed.csv'), 'id,title\n1,Chair\n');
    symlinkSync('/dev/full', join(folder, 'report.md')); // takes no byte, as a full disk
    const args = ['build', join(folder, 'feed.csv'), '--dry-run', '--report', join(folder, 'report.md')];
    const { code, stderr } = await runCli(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/ENOSPC/);
    expect(stderr).not.toMatch(/\n\s+at /);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
