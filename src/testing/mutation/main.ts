/**
 * Mutation tests, folder by folder, and the score of each: `npm run mutation`. Each folder's mutants meet the tests beside
 * them, and those of other folders that say most about it.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

interface Part {
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

const PARTS: Readonly<Record<string, Part>> = {
  pack: { code: ['src/pack/*.ts'], tests: ['src/pack/*.test.ts'] },
  store: { code: ['src/store/*.ts'], tests: ['src/store/*.test.ts'] },
  'core-feed': {
    code: ['src/core/feed/*.ts', 'src/core/schema/*.ts'],
    tests: [
      ...['src/core/feed/*.test.ts', 'src/worker/feed/*.test.ts', 'docs/platforms.test.ts'],
      ...['catalogue', 'date-order', 'findings', 'marketplaces', 'orders', 'orders-platforms', 'over'].map(
        cliFeed,
      ),
      ...['own-columns', 'platforms', 'supplements', 'unmatched', 'without-nan', 'shapes/platforms'].map(
        cliFeed,
      ),
    ],
  },
  'core-rest': {
    code: ['src/core/*.ts', 'src/core/history/*.ts', 'src/core/vectors/*.ts'],
    tests: [
      ...['src/core/*.test.ts', 'src/core/history/*.test.ts', 'src/core/vectors/*.test.ts'],
      ...['src/worker/items/*.test.ts', 'src/worker/formats.test.ts'],
    ],
  },
  'core-ranking': {
    code: ['src/core/ranking/*.ts'],
    tests: ['src/core/**/*.test.ts', 'src/worker/items/*.test.ts', 'src/pack/early.test.ts'],
  },
};

function cliFeed(name: string): string {
  return `src/cli/feed/${name}.test.ts`;
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, of: { type: 'string' }, sample: { type: 'string' } },
});
const wanted = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown !== undefined)
  throw new Error(`--only takes ${Object.keys(PARTS).join(', ')}, got ${unknown}: name some of them`);

const { of, sample = '1' } = values;
if (values.sample !== undefined && !(Number(sample) >= 1 && Number(sample) <= Number(of)))
  throw new Error(`--sample takes 1 to the number that --of names, got ${sample}: give --of 8 --sample 2`);

for (const name of wanted) {
  const { code, tests } = PARTS[name]!;
  const mutate = [...code, '!**/*.test.ts', '!**/*.contract.ts'].join(',');
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate], {
    stdio: 'inherit',
    env: {
      ...process.env,
      VITRINE_TESTS: tests.join(' '),
      ...(of !== undefined && { VITRINE_MUTANTS_OF: of, VITRINE_MUTANTS_SAMPLE: sample }),
    },
  });
  if (status !== 0) process.exit(status ?? 1);
  copyFileSync('.cache/mutation/report.json', fileOf(name));
}
process.stdout.write(`${table().join('\n')}\n`);

function fileOf(name: string): string {
  return `.cache/mutation/${name}.json`;
}

/** The scores of all parts that were measured, now or before. */
function table(): string[] {
  const rows = Object.keys(PARTS).filter((name) => existsSync(fileOf(name)));
  const all = rows.map((name) => ({ name, ...countsIn(fileOf(name)) }));
  const total = all.reduce(
    (sum, { mutants, tested, noticed }) => ({
      mutants: sum.mutants + mutants,
      tested: sum.tested + tested,
      noticed: sum.noticed + noticed,
    }),
    { mutants: 0, tested: 0, noticed: 0 },
  );
  return [
    '| part | mutants | tested | score |',
    '| --- | ---: | ---: | ---: |',
    ...[...all, { name: 'all', ...total }].map(
      ({ name, mutants, tested, noticed }) =>
        `| ${name} | ${mutants} | ${tested} | ${((100 * noticed) / tested).toFixed(1)} % |`,
    ),
  ];
}

function countsIn(file: string) {
  type Report = Record<'files', Record<string, { mutants: { status: string }[] }>>;
  const { files } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const number = (...some: string[]) => states.filter((state) => some.includes(state)).length;
  const noticed = number('Killed', 'Timeout');
  const tested = noticed + number('Survived', 'NoCoverage');
  return { mutants: tested + number('CompileError'), tested, noticed };
}
