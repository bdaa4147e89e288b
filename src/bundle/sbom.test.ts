import { describe, expect, it } from 'vitest';
import { packagesOf, reduced, type Sbom } from './sbom.ts';

const notice =
  'Vitrine\n\n---\n\ncomlink 4.4.2, Apache-2.0\n\nText\n\n---\n\n@rgrove/parse-xml 4.2.3, ISC\n\nText\n';
const component = (name: string, version: string) => ({
  name,
  version,
  'bom-ref': `x:${name}`,
  licenses: [],
});
const whole = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  serialNumber: 'urn:uuid:random',
  metadata: { timestamp: 'today', component: component('folder', '0.1.0') },
  components: [
    component('comlink', '4.4.2'),
    component('@rgrove/parse-xml', '4.2.3'),
    component('vite', '8.0.0'),
  ],
  dependencies: [],
} as unknown as Sbom;

describe('the list of what a published package consists of', () => {
  it('has the packages whose licences are in the notice, and no others', () => {
    const { components, dependencies, metadata } = reduced(
      whole,
      { name: 'vitrine', version: '1.0.0' },
      packagesOf(notice, 'vitrine'),
    );
    expect(components.map(({ name }) => name)).toEqual(['comlink', '@rgrove/parse-xml']);
    expect(dependencies).toEqual([
      { ref: 'vitrine@1.0.0', dependsOn: ['comlink@4.4.2', '@rgrove/parse-xml@4.2.3'] },
    ]);
    expect(metadata.component).toMatchObject({
      name: 'vitrine',
      version: '1.0.0',
      purl: 'pkg:npm/vitrine@1.0.0',
    });
  });

  it('is the same whenever it is made', () => {
    expect(JSON.stringify(reduced(whole, { name: 'vitrine', version: '1.0.0' }, []))).not.toMatch(
      /today|random/,
    );
  });

  it('is refused if a package of the notice is not known', () => {
    expect(() => reduced(whole, { name: 'vitrine', version: '1.0.0' }, ['idb@8.0.4'])).toThrow('idb@8.0.4');
  });
});
