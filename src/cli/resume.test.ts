import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPack } from '../pack/load.ts';
import { filesOf, parseManifest, type Manifest } from '../pack/manifest.ts';
import type { BuildReport } from './build.ts';
import { folderReader } from './encode-build.ts';
import type { EmbedItems } from './embed.ts';
import { runCli } from './testing/run-cli.ts';
import { fakeEmbed } from './testing/fake-embed.ts';

const ITEMS = 2000;
const DIM = 32;
let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-resume-'));
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(at('model', path), '{}');
  writeCatalogue();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const KINDS = ['boot', 'hat', 'sock', 'lamp', 'chair', 'rug', 'cup', 'bowl', 'bag', 'belt'];

/** @param change Gives another line for some items, or an empty one to leave the item out. */
function writeCatalogue(change: (i: number) => string | undefined = () => undefined, count = ITEMS): void {
  const lines = Array.from(
    { length: count },
    (_, i) =>
      change(i) ??
      `sku-${i},${KINDS[i % 10]} model${i % 211} size${i % 17} number${i},${1 + (i % 50)},A ${KINDS[i % 10]} of series ${i % 37}.`,
  );
  writeFileSync(at('catalogue.csv'), ['id,title,price,description', ...lines.filter(Boolean)].join('\n'));
}

async function vitrine(command: string, args: readonly string[], embed: EmbedItems = fakeEmbed(DIM)) {
  const given = [
    ...[command, at('catalogue.csv'), '--model', at('model'), '--json'],
    '--no-compress',
    ...args,
  ];
  const { code, stdout, stderr } = await runCli(given, embed);
  return { code, stderr, report: JSON.parse(stdout) as BuildReport };
}
const build = (out: string, embed?: EmbedItems, ...args: string[]) =>
  vitrine('build', ['--out', at(out), '--cache', at('cache'), ...args], embed);

function contents(pack: string): Map<string, string> {
  const names = readdirSync(at(pack), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path.slice(at(pack).length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

async function manifestOf(pack: string): Promise<Manifest> {
  return parseManifest(readFileSync(at(pack, 'manifest.json'), 'utf8'));
}

describe('a build after one per cent of the items has changed', () => {
  const other = (i: number) =>
    i % 100 === 7 ? `sku-${i},${KINDS[i % 10]} renewed number${i},9,New.` : undefined;

  it('costs a shopper who has the previous pack at most five per cent of the bytes', async () => {
    await build('pack');
    // A cache that knows files by their names, as a browser's does.
    const cached = new Set(filesOf(await manifestOf('pack')).map(({ file }) => file));
    writeCatalogue(other);
    const { report } = await build('pack');
    const files = filesOf(await manifestOf('pack')).filter(({ file }) => !file.startsWith('model/'));
    const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const fetched = files.filter(({ file }) => !cached.has(file)).reduce((sum, { bytes }) => sum + bytes, 0);
    const manifest = statSync(at('pack/manifest.json')).size;
    expect(report.delta).toBe(true);
    expect(report.freshBytes).toBe(fetched + manifest);
    expect(fetched + manifest).toBeLessThanOrEqual(0.05 * (all + manifest));
  });

  it('gives the same items, and nearly the same vectors, as a pack that is encoded anew', async () => {
    await build('pack');
    writeCatalogue((i) => (i === 5 ? '' : other(i)), ITEMS + 20); // one is gone, twenty are new
    await build('pack');
    await build('anew', undefined, '--repack');
    const [changed, anew] = [
      await loadPack(folderReader(at('pack'))),
      await loadPack(folderReader(at('anew'))),
    ];
    const byId = (pack: typeof anew) => [...pack.items].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(changed)).toEqual(byId(anew));
    expect(changed.items).toHaveLength(ITEMS + 19);
    expect(changed.rowOf.has('sku-5')).toBe(false);
    expect(changed.manifest.recall).toBeGreaterThan(anew.manifest.recall - 0.02);
    for (const [name, table] of Object.entries(changed.tables)) {
      expect([name, table.offsets.length]).toEqual([name, ITEMS + 20]);
      expect(Math.max(...table.targets)).toBeLessThan(ITEMS + 19);
    }
    // A renewed item's neighbours are what the table made anew says.
    const neighbours = (pack: typeof anew, id: string) => {
      const row = pack.rowOf.get(id)!;
      const { offsets, targets } = pack.tables.similar!;
      return [...targets.slice(offsets[row], offsets[row + 1])].map((target) => pack.items[target]!.id);
    };
    const [left, right] = [neighbours(changed, 'sku-107'), neighbours(anew, 'sku-107')];
    expect(left.filter((id) => right.includes(id)).length).toBeGreaterThan(0.8 * right.length);
  });

  it('embeds only the texts that have changed', async () => {
    await build('pack');
    writeCatalogue(other);
    const { report } = await build('pack');
    expect(report.embedded).toBe(ITEMS / 100);
    expect((await build('pack')).report).toMatchObject({ embedded: 0, delta: true });
  });

  it('is the same pack to the byte when nothing has changed', async () => {
    await build('pack');
    const before = contents('pack');
    await build('pack');
    expect(contents('pack')).toEqual(before);
  });

  it('encodes everything anew if much has changed, or with --repack', async () => {
    await build('pack');
    writeCatalogue((i) => (i % 3 === 0 ? `sku-${i},${KINDS[i % 10]} renewed number${i},9,New.` : undefined));
    expect((await build('pack')).report.delta).toBe(false);
    expect((await build('pack', undefined, '--repack')).report.delta).toBe(false);
    expect((await manifestOf('pack')).shards.some(({ rowList }) => rowList)).toBe(false);
  });

  it('encodes everything anew if the previous pack is damaged', async () => {
    await build('pack');
    const [shard] = (await manifestOf('pack')).shards;
    writeFileSync(at('pack', shard!.vectors.file), 'nonsense');
    expect((await build('pack')).report.delta).toBe(false);
    expect((await loadPack(folderReader(at('pack')))).items).toHaveLength(ITEMS);
  });
});

describe('a build that was interrupted', () => {
  it('resumes, and makes the same pack as one that was not interrupted', async () => {
    await build('whole', undefined);
    rmSync(at('cache'), { recursive: true });
    let lots = 0;
    const dying = fakeEmbed(DIM, () => {
      if (lots++ === 5) throw new Error('killed');
    });
    await expect(build('pack', dying)).rejects.toThrow('killed');
    const embedded: number[] = [];
    await build(
      'pack',
      fakeEmbed(DIM, ({ length }) => embedded.push(length)),
    );
    expect(embedded.reduce((a, b) => a + b, 0)).toBe(ITEMS - 5 * 256);
    expect(contents('pack')).toEqual(contents('whole'));
  });

  it('embeds the longest texts first', async () => {
    const lengths: number[] = [];
    const note = (texts: readonly string[]) => lengths.push(...texts.map(({ length }) => length));
    await build('pack', fakeEmbed(DIM, note));
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    expect(lengths).toHaveLength(ITEMS);
  });

  it('takes only the whole frames of a torn or damaged cache', async () => {
    await build('whole');
    const [hash] = readdirSync(at('cache/embeddings'));
    const [name] = readdirSync(at('cache/embeddings', hash!));
    const file = at('cache/embeddings', hash!, name!);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 1000)); // the last frame is torn
    expect((await build('pack')).report.embedded).toBe(ITEMS % 256);
    bytes[5000]! ^= 1; // in the first
    writeFileSync(file, bytes);
    rmSync(at('cache/embeddings', hash!), { recursive: true });
    mkdirSync(at('cache/embeddings', hash!));
    writeFileSync(file, bytes);
    expect((await build('pack', undefined, '--repack')).report.embedded).toBe(ITEMS);
    expect(contents('pack')).toEqual(contents('whole'));
  });

  it('takes no vectors of texts that were cut elsewhere, and the pack tells browsers the cut', async () => {
    await build('pack');
    expect((await build('pack', undefined, '--max-tokens', '48')).report.embedded).toBe(ITEMS);
    expect((await build('pack', undefined, '--max-tokens', '48')).report.embedded).toBe(0);
    const { file } = (await manifestOf('pack')).model!.files['config.json']!;
    expect(JSON.parse(readFileSync(at('pack', file), 'utf8'))).toMatchObject({ max_document_tokens: 48 });
  });

  it('takes no vectors of another model', async () => {
    await build('pack');
    writeFileSync(at('model/config.json'), '{"other": true}');
    expect((await build('pack')).report).toMatchObject({ embedded: ITEMS, delta: false });
  });
});

describe('jobs that each embed a share', () => {
  const parts = (index: number, of: number, embed?: EmbedItems) =>
    vitrine('build', ['--out', at('parts'), '--shard', `${index}/${of}`], embed);
  const merge = (...args: string[]) =>
    vitrine('merge', ['--parts', at('parts'), '--out', at('merged'), ...args]);

  it('make the same pack, to the byte, as one machine', async () => {
    await build('pack');
    for (const index of [2, 0, 1]) await parts(index, 3);
    expect((await merge()).report.embedded).toBe(0);
    expect(contents('merged')).toEqual(contents('pack'));
  });

  it('resume if they were killed', async () => {
    await build('pack');
    let lots = 0;
    const dying = fakeEmbed(DIM, () => {
      if (lots++ === 2) throw new Error('killed');
    });
    await expect(parts(0, 2, dying)).rejects.toThrow('killed');
    appendFileSync(at('parts/part-0-of-2.vec'), 'torn');
    const { report } = await parts(0, 2);
    expect(report.embedded).toBe(4 * 256 - 2 * 256);
    await parts(1, 2);
    await merge();
    expect(contents('merged')).toEqual(contents('pack'));
  });

  it('must all have ended before a merge, which otherwise writes nothing', async () => {
    await parts(0, 2);
    const { code, stderr } = await merge();
    expect(code).toBe(1);
    expect(stderr).toContain('check that all jobs have ended');
    expect(() => readdirSync(at('merged'))).toThrow();
  });

  it.each(['3/3', '-1/2', 'a/b', '1'])('refuse %s as a share', async (share) => {
    const { code } = await runCli(['build', at('catalogue.csv'), '--out', at('parts'), '--shard', share]);
    expect(code).toBe(2);
  });
});
