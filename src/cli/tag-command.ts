import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { VitrineError } from '../errors.ts';
import type { Context } from './io.ts';

interface TagFlags {
  readonly script: string;
  readonly pack: string;
  readonly worker?: string;
}

/** Adds `vitrine tag`. */
export function addTag(program: Command, { io }: Context): void {
  program
    .command('tag')
    .description('Prints the lines for the head of every page, with the hash of each script.')
    .argument('[folder]', 'the folder of scripts that you serve', 'vitrine')
    .option('--script <address>', "the folder's address on your site or CDN", '/vitrine/')
    .option('--pack <address>', "address of the pack's manifest", '/pack/manifest.json')
    .option(
      '--worker <address>',
      'for scripts on a CDN: address, on your own site, of a file of one line, which this command writes into the current folder. With it the pages of a visit share a worker, and remember the visit without consent',
    )
    .addHelpText(
      'after',
      '\nA browser then refuses a script that somebody has changed. It checks no hash of workers: docs/host.md.\n\nExample:\n  vitrine tag vitrine --script https://cdn.example/vitrine/0.1.0/ --pack /pack/manifest.json',
    )
    .action(async (folder: string, flags: TagFlags) => {
      const hashes = await hashesOf(folder);
      if (flags.worker !== undefined) io.err(`${await writeWorker(flags.worker, flags.script)}\n`);
      io.out(scriptTag(hashes, flags));
    });
}

/**
 * The lines for the head of a page.
 *
 * @param hashes What `integrity` says of each script and style sheet, by the file's name.
 */
export function scriptTag(hashes: ReadonlyMap<string, string>, { script, pack, worker }: TagFlags): string {
  const folder = asFolder(script);
  const scripts = [...hashes].filter(([name]) => name.endsWith('.js'));
  const integrity = Object.fromEntries(scripts.map(([name, hash]) => [folder + name, hash]));
  const map = JSON.stringify({ integrity }, null, 2).replaceAll('<', '\\u003c');
  const checked = (name: string) => `integrity="${hashes.get(name)!}" crossorigin`;
  return `<link rel="stylesheet" href="${escaped(folder)}vitrine.css" ${checked('vitrine.css')}>
<script type="importmap">
${map}
</script>
<script type="module" src="${escaped(folder)}vitrine.js" ${checked('vitrine.js')} data-pack="${escaped(pack)}"${worker === undefined ? '' : ` data-worker="${escaped(worker)}"`}></script>
`;
}

const asFolder = (address: string) => (address.endsWith('/') ? address : `${address}/`);

/**
 * Writes the file that pages start as their shared worker, and that only imports the engine's own script.
 *
 * @returns What to do with the file.
 * @throws {VitrineError} `bad-argument` if there is another file of that name.
 */
async function writeWorker(address: string, script: string): Promise<string> {
  const name = basename(new URL(address, 'https://shop.example').pathname);
  const line = `import ${JSON.stringify(`${asFolder(script)}vitrine-entry.js`)};\n`;
  const old = await readFile(name, 'utf8').catch(() => undefined);
  if (!name.endsWith('.js') || (old !== undefined && !/^import "[^"]*vitrine-entry\.js";\n$/.test(old)))
    throw new VitrineError(
      'bad-argument',
      `--worker ${address}: ${old === undefined ? 'name a file that ends in .js' : `${name} exists and is not such a file: move it or name another`}`,
    );
  await writeFile(name, line);
  return `Wrote ${name}: serve it at ${address}, from the same host as your pages. The host of ${script} must allow other origins to read its scripts (Access-Control-Allow-Origin).`;
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
