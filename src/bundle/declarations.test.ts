import { expect, it } from 'vitest';
import { folderOf } from '../testing/folder-of.ts';
import { declarations } from './declarations.ts';

const exports = { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' };

it('finds the declarations that an entry leads to, once each, and no others', async () => {
  const root = folderOf({
    'index.d.ts':
      "import type { A } from './a.js';\nexport type { B } from './b.d.ts';\nimport type { X } from 'react';",
    'a.d.ts': "export type A = import('./b.js').B;",
    'b.d.ts': "import './index.js';",
    'internal.d.ts': "import type { Remote } from 'comlink';",
  });
  expect(await declarations(root, exports)).toEqual(['a.d.ts', 'b.d.ts', 'index.d.ts']);
});

it('refuses a declaration that needs a package which the user may not have', async () => {
  const root = folderOf({ 'index.d.ts': "import type { Remote } from 'comlink';" });
  await expect(declarations(root, exports)).rejects.toThrow('index.d.ts needs the types of comlink');
});
