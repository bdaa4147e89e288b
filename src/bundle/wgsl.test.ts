import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plainWgsl } from './wgsl.ts';

it('removes comments and indentation', () => {
  expect(plainWgsl('// Adds.\nfn f(a : u32) -> u32 {\n  return a / 2u; // half\n\n}\n')).toBe(
    'fn f(a : u32) -> u32 {\nreturn a / 2u;\n}\n',
  );
});

it('covers every kernel: none has a block comment', () => {
  const folder = new URL('../gpu/', import.meta.url);
  const kernels = readdirSync(folder).filter((name) => name.endsWith('.wgsl'));
  expect(kernels.length).toBeGreaterThan(3);
  for (const name of kernels) expect(readFileSync(new URL(name, folder), 'utf8')).not.toContain('/*');
});
