/**
 * Writes the two packages that are published from this tree, and packs them: what a page needs in dist/npm/vitrine, and
 * the command line in dist/npm/vitrine-cli. Run after `npm run build`.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDefaultModel } from '../../models/ensure.ts';
import { runtimeFolder } from '../../models/runtime.ts';
import { declarations } from './declarations.ts';
import { repository } from './repository.ts';
import { sbom, type Lock } from './sbom.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NPM = join(ROOT, 'dist/npm');

interface RootPackage extends Record<string, unknown> {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const root = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as RootPackage;
const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;

const both = {
  ...Object.fromEntries(
    ['version', 'description', 'license', 'keywords', 'type', 'engines', 'publishConfig'].map((key) => [
      key,
      root[key],
    ]),
  ),
  ...repository(ROOT),
};

/** Packages that a user may have, in the versions that the root names, or in newer ones of the same major version. */
function peers(...names: string[]) {
  const newer = Object.entries(root.dependencies).map(([name, version]) => [name, `^${version}`]);
  const versions = { ...(Object.fromEntries(newer) as Record<string, string>), ...root.peerDependencies };
  return {
    peerDependencies: Object.fromEntries(names.map((name) => [name, versions[name]])),
    peerDependenciesMeta: Object.fromEntries(names.map((name) => [name, { optional: true }])),
  };
}

await rm(NPM, { recursive: true, force: true });

await publish(
  {
    name: 'vitrine',
    ...both,
    exports: root['exports'],
    types: root['types'],
    sideEffects: ['./dist/browser/*.js', './dist/browser/*.css'],
    bin: { vitrine: 'bin/vitrine.js' },
    ...peers('react', 'vue'),
  },
  {
    NOTICE: 'dist/browser/NOTICE.txt',
    'CHANGELOG.md': 'CHANGELOG.md',
    'dist/browser': 'dist/browser',
    'bin/vitrine.js': 'src/bundle/vitrine.js',
    ...Object.fromEntries(
      (await declarations(ROOT, root['exports'] as Record<string, unknown>)).map((path) => [path, path]),
    ),
  },
);

await publish(
  {
    name: 'vitrine-cli',
    ...both,
    exports: { '.': './dist/cli/vitrine.js', './package.json': './package.json' },
    bin: { 'vitrine-cli': 'dist/cli/vitrine.js' },
    // The same version: a pack carries the onnxruntime that the page's script goes with.
    dependencies: { vitrine: root.version },
    ...peers('onnxruntime-node', 'sharp'),
  },
  {
    NOTICE: 'dist/cli/NOTICE.txt',
    ...Object.fromEntries((await shopDocs()).map((path) => [path, path])),
    'dist/cli': 'dist/cli',
    'models/use-lite': await ensureDefaultModel(),
    'models/onnxruntime': await runtimeFolder(),
  },
);

/** The pages of the docs that are for shops, which the command line's help names, and what they show. */
async function shopDocs(): Promise<string[]> {
  const names = await readdir(join(ROOT, 'docs'));
  const shipped = /^(?!architecture).*\.md$|^profile\.schema\.json$|^overview\.svg$/;
  return names.filter((name) => shipped.test(name)).map((name) => `docs/${name}`);
}

/** @param files Where each comes from, by its path in the package. */
async function publish(
  manifest: { readonly name: string; readonly [key: string]: unknown },
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = join(NPM, manifest.name);
  for (const [path, source] of Object.entries({ 'README.md': 'README.md', LICENSE: 'LICENSE', ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(source.startsWith('/') ? '' : ROOT, source), join(folder, path), { recursive: true });
  }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const parts = sbom(
    { name: manifest.name, version: root.version },
    await readFile(join(folder, 'NOTICE'), 'utf8'),
    lock,
  );
  await writeFile(join(folder, 'sbom.cdx.json'), `${JSON.stringify(parts, null, 2)}\n`);
  const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', NPM], {
    cwd: folder,
    encoding: 'utf8',
  });
  await rename(join(NPM, tarball.trim()), join(NPM, `${manifest.name}.tgz`));
}
