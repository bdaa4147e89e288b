import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
/** Relative imports of every kind: static, of types alone, re-exports, dynamic. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'?]+\.ts)'/g;

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const imports = new Map(
  files.map((file) => {
    const code = readFileSync(join(ROOT, file), 'utf8');
    return [file, [...code.matchAll(IMPORT)].map(([, path]) => posix.join(dirname(file), path!))] as const;
  }),
);

/** The first circle that a walk along the imports meets, as the files along it. */
function circle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const found = visit(next);
      if (found) return found;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const found = visit(file);
    if (found) return found;
  }
  return undefined;
}

it('finds a circle', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(circle(graph)).toEqual(['b', 'c', 'b']);
});

it('has no circle of imports, of types neither', () => {
  expect([...imports.values()].flat().length).toBeGreaterThan(500);
  expect(circle(imports)).toBeUndefined();
});
