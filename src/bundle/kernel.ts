import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

/** The source file of each virtual module. */
const ENTRIES: Readonly<Record<string, string>> = {
  'virtual:vitrine-kernel': 'index.ts',
  'virtual:vitrine-kernel-signs': 'with-signs.ts',
};
const FOLDER = fileURLToPath(new URL('../wasm/kernel/', import.meta.url));

/** Compiler flags for what a browser supports: relaxed or plain SIMD, shared memory for threads or not. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  relaxed: ['--enable', 'relaxed-simd'],
  plain: [],
  relaxedShared: [
    '--enable',
    'relaxed-simd',
    '--enable',
    'threads',
    '--sharedMemory',
    '--maximumMemory',
    '65536',
  ],
  plainShared: ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
};

/**
 * Compiles the AssemblyScript kernels. Each virtual module exports its variants as base64, as one object: to make an object
 * of many exports, the bundler would add a script, which the engine's worker would have to wait for.
 */
export function kernelPlugin(): Plugin {
  return {
    name: 'vitrine-kernel',
    resolveId: (id) => (id in ENTRIES ? `\0${id}` : undefined),
    async load(id) {
      const entry = id.startsWith('\0') ? ENTRIES[id.slice(1)] : undefined;
      if (entry === undefined) return undefined;
      for (const name of sources()) this.addWatchFile(FOLDER + name); // a change reloads the live shop
      const variants = await Promise.all(
        Object.entries(VARIANTS).map(
          async ([name, flags]) => `${name}: ${JSON.stringify(await compile(entry, flags))}`,
        ),
      );
      return `export default { ${variants.join(', ')} };`;
    },
  };
}

/** By entry, flags and sources: each worker is a build of its own and would compile the same again. */
const compiled = new Map<string, Promise<string>>();

function compile(entry: string, flags: readonly string[]): Promise<string> {
  const key = [entry, ...flags, ...sources().map((name) => readFileSync(FOLDER + name, 'utf8'))].join('\0');
  const known = compiled.get(key) ?? compileAnew(entry, flags);
  compiled.set(key, known);
  return known;
}

function sources(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
}

async function compileAnew(entry: string, flags: readonly string[]): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    // prettier-ignore
    [entry, '--outFile', 'kernel.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub',
      '--importMemory', '--noExportMemory', '--enable', 'simd', ...flags],
    {
      readFile: (name) => readFile(FOLDER + name, 'utf8').catch(() => null),
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary)
    throw new Error(`The kernel does not compile: ${stderr.toString()}`, { cause: error });
  return Buffer.from(binary).toString('base64');
}
