import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, ROOT, type Block } from './testing/pages.ts';

// What snippets take from the page around them.
const AROUND = `
import type { CallQueue, Reason, Recommender } from 'vitrine';
declare global {
  const recommender: Recommender;
  const photo: File, file: File;
  const reason: Reason & { event: Exclude<Reason['event'], import('vitrine').Prior> };
  const vitrine: CallQueue;
  function show(items: readonly unknown[]): void;
  const client: any, recombee: any, userId: string;
  function $props(): any; // Svelte's
}
`;
// What is not installed here.
const OTHERS = `
declare module '@angular/core' {
  export function Component(about: { selector: string; schemas: object[]; template: string }): any;
  export const CUSTOM_ELEMENTS_SCHEMA: object;
  export const input: { required<Value>(): () => Value };
}
`;

const EXAMPLE_IMPORTS = "import { createRecommender, provideRecommender, startCapture } from 'vitrine';\n";

const snippets: readonly Block[] = [
  ...blocksOf('ts', 'tsx', 'js'),
  ...blocksOf('svelte').map(({ place, code }) => ({
    place,
    language: 'ts',
    code: /<script lang="ts">([^]*?)<\/script>/.exec(code)![1]!,
  })),
  ...blocksOf('html').flatMap(({ place, code }) =>
    [...code.matchAll(/<script>([^]*?)<\/script>/g)].map(([, inner]) => ({
      place,
      language: 'js',
      code: `declare const window: any;${inner!}`,
    })),
  ),
];
/** What stands under `@example` in the comments of the public calls. */
const examples: readonly Block[] = [
  'src/types/recommender.ts',
  'src/page/client.ts',
  'src/page/page-recommender.ts',
  'src/page/start-capture.ts',
].flatMap((path) => {
  const text = readFileSync(ROOT + path, 'utf8');
  return [...text.matchAll(/^ *\* @example\n((?: *\* .*\n)+)/gm)].map(([, code], i) => ({
    place: `${path} ${String(i + 1)}`,
    language: 'ts',
    code: `${EXAMPLE_IMPORTS}${code!.replaceAll(/^ *\* /gm, '')}`,
  }));
});
const blocks = [...snippets, ...examples];
const pathOf = ({ place, language }: Block) =>
  `${ROOT}docs/${place.replaceAll(/\W/g, '-')}.${language === 'tsx' ? 'tsx' : 'ts'}`;

let program: ts.Program;
beforeAll(() => {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${ROOT}tsconfig.json`, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    ROOT,
  );
  const options: ts.CompilerOptions = {
    ...config.options,
    // As a page's own script is read: the classic one has no types at all.
    strict: false,
    exactOptionalPropertyTypes: false,
    incremental: false,
    noUnusedLocals: false,
    jsx: ts.JsxEmit.Preserve,
    paths: {
      ...config.options.paths,
      vitrine: [`${ROOT}src/index.ts`],
      'vitrine/elements': [`${ROOT}src/widgets/define.ts`],
    },
  };
  delete options.tsBuildInfoFile;
  const files = new Map(blocks.map((block) => [pathOf(block), `${block.code}\nexport {};\n`]));
  files.set(`${ROOT}docs/around.ts`, AROUND);
  files.set(`${ROOT}docs/others.d.ts`, OTHERS);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const kernel = `${ROOT}src/wasm/kernel.d.ts`;
  program = ts.createProgram([...files.keys(), kernel], options, host);
}, 120_000);

describe('code', () => {
  it.each(blocks)('of $place agrees with the public types', (block) => {
    const file = program.getSourceFile(pathOf(block))!;
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  it('is beside every call of a recommender', () => {
    const text = readFileSync(`${ROOT}src/types/recommender.ts`, 'utf8').replace(
      /^[^]*?interface Recommender/,
      '',
    );
    const calls = [...text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\n {2}(\w+)\(/g)];
    expect(calls.length).toBeGreaterThan(12);
    expect(calls.flatMap(([, comment, name]) => (comment!.includes('@example') ? [] : [name]))).toEqual([]);
  });

  it.each(blocksOf('json'))('of $place is JSON', ({ code }) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });
});
