import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const ID = 'virtual:vitrine-kernel';
const FOLDER = fileURLToPath(new URL('./kernel/', import.meta.url));

/** What each browser can take: relaxed SIMD or plain, memory of its own or shared between threads. */
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

/** Compiles the AssemblyScript kernel; `virtual:vitrine-kernel` exports each variant as base64. */
export function kernelPlugin(): Plugin {
  return {
    name: 'vitrine-kernel',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: async (id) => {
      if (id !== `\0${ID}`) return undefined;
      const variants = await Promise.all(
        Object.entries(VARIANTS).map(
          async ([name, flags]) => `export const ${name} = ${JSON.stringify(await compile(flags))};`,
        ),
      );
      return variants.join('\n');
    },
  };
}

async function compile(flags: readonly string[]): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    // prettier-ignore
    ['index.ts', '--outFile', 'kernel.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub',
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
