import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { VitrineError } from '../errors.ts';
import type { Context } from './io.ts';

interface TagFlags {
  readonly script: string;
  readonly pack: string;
}

/** Adds `vitrine tag`. */
export function addTag(program: Command, { io }: Context): void {
  program
    .command('tag')
    .description('Prints the lines for the head of every page, with the hash of each script.')
    .argument('[folder]', 'the folder of scripts that you serve', 'vitrine')
    .option('--script <address>', "the folder's address on your site or CDN", '/vitrine/')
    .option('--pack <address>', "address of the pack's manifest", '/pack/manifest.json')
    .addHelpText(
      'after',
      '\nA browser then refuses a script that somebody has changed. It checks no hash of workers: docs/host.md.\n\nExample:\n  vitrine tag vitrine --script https://cdn.example/vitrine/0.1.0/ --pack /pack/manifest.json',
    )
    .action(async (folder: string, { script, pack }: TagFlags) => {
      io.out(scriptTag(await hashesOf(folder), { script, pack }));
    });
}

/**
 * The lines for the head of a page.
 *
 * @param hashes What `integrity` says of each script and style sheet, by the file's name.
 */
export function scriptTag(hashes: ReadonlyMap<string, string>, { script, pack }: TagFlags): string {
  const folder = script.endsWith('/') ? script : `${script}/`;
  const scripts = [...hashes].filter(([name]) => name.endsWith('.js'));
  const integrity = Object.fromEntries(scripts.map(([name, hash]) => [folder + name, hash]));
  const map = JSON.stringify({ integrity }, null, 2).replaceAll('<', '\\u003c');
  const checked = (name: string) => `integrity="${hashes.get(name)!}" crossorigin`;
  return `<link rel="stylesheet" href="${escaped(folder)}vitrine.css" ${checked('vitrine.css')}>
<script type="importmap">
${map}
</script>
<script type="module" src="${escaped(folder)}vitrine.js" ${checked('vitrine.js')} data-pack="${escaped(pack)}"></script>
`;
}

/** @throws {VitrineError} `bad-argument` if the folder is not the folder of scripts. */
async function hashesOf(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!['vitrine.js', 'vitrine.css'].every((name) => names.includes(name)))
    throw new VitrineError(
      'bad-argument',
      `${folder} has no vitrine.js and vitrine.css: name the folder of scripts that you serve, a copy of node_modules/vitrine/dist/browser`,
    );
  const hashed = names
    .filter((name) => /\.(?:js|css)$/.test(name))
    .sort()
    .map(async (name) => {
      const digest = createHash('sha384').update(await readFile(join(folder, name)));
      return [name, `sha384-${digest.digest('base64')}`] as const;
    });
  return new Map(await Promise.all(hashed));
}

const escaped = (address: string) => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
