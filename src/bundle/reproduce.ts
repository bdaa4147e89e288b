/**
 * Builds the committed sources twice, in two folders of other names, and compares every file by its hash: whoever has a
 * commit can tell whether a published package was made from it. Exits with 1 if a file differs.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @returns The SHA-256 of every file of a build, by its path. */
function build(folder: string): Map<string, string> {
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: ROOT, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  // Without the compiler's notes of the last build (.cache), by which it would write nothing.
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => entry !== '.cache'))
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const dist = join(folder, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return new Map(paths.map((path) => [path.slice(dist.length + 1), digest(path)]));
}

const parent = mkdtempSync(join(tmpdir(), 'vitrine-reproduce-'));
try {
  const [one, other] = [build(join(parent, 'one')), build(join(parent, 'another-name'))];
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort();
  const different = paths.filter((path) => one.get(path) !== other.get(path));
  const whole = createHash('sha256')
    .update(JSON.stringify([...one]))
    .digest('hex');
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(`${paths.length} files, ${different.length} of them differ between two builds of HEAD.`);
  for (const path of different) say(`  ${path}`);
  if (different.length === 0) say(`SHA-256 of the list of their hashes: ${whole}`);
  process.exitCode = different.length === 0 ? 0 : 1;
} finally {
  rmSync(parent, { recursive: true });
}
