import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProgram } from '../src/cli/run.ts';
import type { EmbedItems } from '../src/cli/embed.ts';
import { runCli } from '../src/cli/testing/run-cli.ts';
import { randomRows, seeded } from '../src/core/vectors/random.ts';
import { writeShop } from './testing/made-shop.ts';
import { blocksOf, inlineCode, PAGES, ROOT } from './testing/pages.ts';
import { commandsOf, vitrineArguments } from './testing/shell.ts';

// What a test has not: the network, an image model, public data sets, a minute of time, somebody who presses Ctrl-C.
const NOT_HERE = /https?:|--watch|@COMMIT|--image|Beauty|Sports|online-retail|^public\/pack$/;

const { name, scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  name: string;
  scripts: Record<string, string>;
};

const packages = readFileSync(`${ROOT}src/bundle/packages.ts`, 'utf8');
/** What the docs may tell a user to install: the packages that this tree publishes, and their optional peers. */
const PACKAGES = [
  ...[...packages.matchAll(/name: '([\w-]+)'/g)].map(([, published]) => published!),
  ...[...packages.matchAll(/peers\(([^)]*)\)/g)].flatMap(([, names]) => names!.match(/[\w-]+/g) ?? []),
];

// Stands in for the text model.
const embed: EmbedItems = (_, texts, onDone) => {
  onDone(texts.length);
  return Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
};

const home = process.cwd();
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-docs-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  writeShop(folder);
  process.chdir(folder);
  for (const out of ['pack', 'public/pack'])
    await runCli(['build', 'products.csv', '--model', 'models/e5', '--out', out], embed);
}, 120_000);
afterAll(() => {
  process.chdir(home);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('commands', () => {
  it.each(blocksOf('sh'))(
    'of $place run',
    async ({ code }) => {
      for (const words of commandsOf(code)) {
        const args = vitrineArguments(words);
        if (!args) expect(complaint(words)).toBeUndefined();
        else if (args.some((word) => NOT_HERE.test(word))) expect(await misuse(args)).toBeUndefined();
        else expect(await runCli(args, embed)).toMatchObject({ code: 0 });
      }
    },
    300_000,
  );

  it.each(PAGES)('in the text of $path exist', async (page) => {
    for (const code of inlineCode(page)) {
      if (!/^(npm|npx|VITRINE_\w+=|vitrine (build|merge|prices|evaluate|model|inspect)\b)/.test(code))
        continue;
      for (const words of commandsOf(code)) {
        const args = vitrineArguments(words);
        expect(args ? await misuse(args) : complaint(words), code).toBeUndefined();
      }
    }
  });
});

/** What the argument parser has against a call, apart from what a mention leaves out. */
async function misuse(args: readonly string[]): Promise<string | undefined> {
  const io = { out: () => undefined, err: () => undefined };
  const program = createProgram({ io, fail: () => undefined }, '0');
  disarm(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const isShort = /missing|helpDisplayed|\.help$/i.test(error.code);
    return isShort ? undefined : `${args.join(' ')}: ${error.message}`;
  }
}

/** Parses, and does nothing. */
function disarm(command: Command): void {
  for (const inner of command.commands) disarm(inner.action(() => undefined));
}

/** What is wrong with a command that is not `vitrine`. */
function complaint([program, ...words]: readonly string[]): string | undefined {
  const [first, ...rest] = words;
  switch (program) {
    case 'npm':
      return npmComplaint(first!, rest);
    case 'npx':
      return npxComplaint(first!, rest);
    case 'cp':
      return rest.some((word) => word === `node_modules/${name}/dist/browser`)
        ? undefined
        : 'copies another folder';
    case 'wget':
    case 'git':
    case 'cd':
      return undefined;
    default:
      return `nothing is known of ${program ?? ''}`;
  }
}

function npmComplaint(verb: string, words: readonly string[]): string | undefined {
  const [script] = words;
  if (verb === 'install') return words.find((word) => !word.startsWith('-') && !PACKAGES.includes(word));
  if (verb === 'audit') return undefined;
  const called = verb === 'run' ? script! : verb;
  return called in scripts ? undefined : `there is no script ${called}`;
}

function npxComplaint(tool: string, words: readonly string[]): string | undefined {
  const plain = words.filter((word, i) => !word.startsWith('-') && !words[i - 1]?.startsWith('-'));
  const exists = EXISTS[tool];
  if (!exists) return `nothing is known of ${tool}`;
  const missing = (tool === 'tsx' ? plain.slice(0, 1) : plain).find((word) => !exists(word));
  return missing && `there is no ${missing}`;
}

const begins = (path: string) =>
  existsSync(dirname(ROOT + path)) &&
  readdirSync(dirname(ROOT + path)).some((file) => file.startsWith(basename(path)));

/** Whether what a tool is told to work on is there. */
const EXISTS: Readonly<Record<string, (word: string) => boolean>> = {
  vitest: (word) => word === 'run' || begins(word),
  playwright: (word) =>
    word === 'test' || readdirSync(`${ROOT}e2e`).some((spec) => `e2e/${spec}`.includes(word)),
  tsx: begins,
  eslint: begins,
  prettier: begins,
  tsc: begins,
};
