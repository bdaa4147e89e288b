import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tinyImageModel } from '../../../models/testing/tiny-image-model.ts';
import { expectedVector, tinyTextModel } from '../../../models/testing/tiny-text-model.ts';
import { project } from '../../core/vectors/projection.ts';
import { dequantise } from '../../core/vectors/quantise.ts';
import { createEmbedder } from '../../model/embedder.ts';
import { loadPack } from '../../pack/load.ts';
import { decodeProjection } from '../../pack/projection-file.ts';
import { openModelFolder } from '../model-folder.ts';
import { runCli } from '../testing/run-cli.ts';

const COMMIT = 'c0ffee'.padEnd(40, '0');
const NAME = `someone/tiny@${COMMIT}`;
const LARGE = 'onnx/model.onnx'; // what the hub keeps beside git

let folder: string;
let out: string;
let hub: string;
let server: Server;
let files: Map<string, Uint8Array<ArrayBuffer>>;
let asked: string[];
/** Changes the hub's answer for a file: to a status, or to other or fewer bytes. */
let spoil: (path: string, bytes: Uint8Array) => Uint8Array | number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-pull-'));
  out = join(folder, 'model');
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  files = tinyTextModel();
  files.set('pytorch_model.bin', new Uint8Array(1000)); // not needed
  asked = [];
  spoil = (_, bytes) => bytes;
  server = createServer((request, response) => {
    const path = decodeURI(request.url!.split('?')[0]!);
    asked.push(path);
    const send = (status: number, body: Uint8Array | string, length?: number) => {
      response.writeHead(status, length === undefined ? {} : { 'content-length': length });
      response.write(body, () => (length === undefined ? response.end() : response.destroy()));
    };
    if (path === `/api/models/someone/tiny/tree/${COMMIT}`) return void send(200, JSON.stringify(listing()));
    if (path === '/api/models/someone/tiny/revision/main')
      return void send(200, JSON.stringify({ sha: COMMIT }));
    const file = path.replace(`/someone/tiny/resolve/${COMMIT}/`, '');
    const bytes = files.get(file);
    if (!bytes) return void send(404, 'Entry not found');
    const sent = spoil(file, bytes);
    if (typeof sent === 'number') return void send(sent, 'no');
    send(200, sent, sent.length < bytes.length ? bytes.length : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  hub = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const digest = (kind: string, ...parts: (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash(kind)).digest('hex');

/** As the hub's API lists a folder. */
function listing() {
  return [...files].map(([path, bytes]) => ({
    type: 'file',
    path,
    size: bytes.length,
    oid: digest('sha1', `blob ${bytes.length}\0`, bytes),
    ...(path === LARGE && { lfs: { oid: digest('sha256', bytes), size: bytes.length, pointerSize: 130 } }),
  }));
}

async function vitrine(...args: string[]) {
  return runCli(args);
}
const pull = (name = NAME, ...more: string[]) =>
  vitrine('model', 'pull', name, '--out', out, '--hub', hub, ...more);

const here = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

describe('vitrine model pull', () => {
  it('downloads the needed files with a lock file, and the model runs with its own prompts and pooling', async () => {
    const { code, stdout } = await pull();
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(`^someone/tiny@${COMMIT}: 8 files, .* MB, in `),
    ]);
    expect(here(out)).toEqual([...tinyTextModel().keys(), 'vitrine-model.json'].sort());
    const lock = JSON.parse(readFileSync(join(out, 'vitrine-model.json'), 'utf8')) as { files: object };
    expect(lock).toMatchObject({ format: 'vitrine-model', name: 'someone/tiny', revision: COMMIT });
    expect(lock.files).toHaveProperty([LARGE, 'sha256'], digest('sha256', files.get(LARGE)!));

    const embedder = await createEmbedder(openModelFolder(out).read, {
      loadRuntime: () => import('onnxruntime-web'),
    });
    const [document] = await embedder.embed(['Boots hat']);
    const [query] = await embedder.embed(['Boots hat'], 'query');
    const near = (vector: Float32Array, ...words: string[]) =>
      vector.reduce((sum, value, j) => sum + value * expectedVector(...words)[j]!, 0);
    expect(near(document!, 'passage', ':', 'boots', 'hat')).toBeCloseTo(1, 5);
    expect(near(query!, 'query', ':', 'boots', 'hat')).toBeCloseTo(1, 5);
    await embedder.dispose();
  });

  it('downloads an image model', async () => {
    files = tinyImageModel();
    expect((await pull()).code).toBe(0);
    expect(here(out)).toEqual(['onnx/model.onnx', 'preprocessor_config.json', 'vitrine-model.json']);
  });

  it('downloads only missing and damaged files again', async () => {
    await pull();
    asked = [];
    expect((await pull()).code).toBe(0);
    expect(asked.filter((path) => path.includes('/resolve/'))).toEqual([]);
    writeFileSync(join(out, LARGE), 'broken');
    expect((await pull()).code).toBe(0);
    expect(asked.filter((path) => path.includes('/resolve/'))).toHaveLength(1);
    expect(digest('sha256', readFileSync(join(out, LARGE)))).toBe(digest('sha256', files.get(LARGE)!));
  });

  it('refuses a branch or a tag, and with --allow-moving takes the commit that it points to', async () => {
    for (const [name, why] of [
      ['someone/tiny@main', 'main is not a commit'],
      ['someone/tiny', 'no commit is named'],
      ['someone/tiny@c0ffee', 'c0ffee is not a commit'],
    ] as const) {
      const { code, stderr } = await pull(name);
      expect(code).toBe(1);
      expect(stderr).toContain(`someone/tiny: ${why}; name a commit`);
    }
    expect(existsSync(out)).toBe(false);
    expect(asked).toEqual([]);
    for (const name of ['someone/tiny@main', 'someone/tiny']) {
      const { code, stdout } = await pull(name, '--allow-moving', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ revision: COMMIT });
    }
  });

  it.each([
    [
      'a model that the hub lacks',
      () => pull(`someone/other@${COMMIT}`),
      `the hub has no someone/other at ${COMMIT}`,
    ],
    [
      'a commit that the hub lacks',
      () => pull(`someone/tiny@${'1'.repeat(40)}`),
      'the hub has no someone/tiny at 1111',
    ],
    ['a file that the hub lacks', () => spoiled(() => 404), 'the hub has no someone/tiny/onnx/model.onnx'],
    ['a gated model', () => spoiled(() => 403), '(403): the model is private or gated; accept its terms'],
    ['a hub that fails', () => spoiled(() => 500), 'the hub answered 500 for someone/tiny/onnx/model.onnx'],
    [
      'another file than the hub lists',
      () => spoiled((bytes) => Uint8Array.from(bytes, (byte) => byte ^ 1)),
      'onnx/model.onnx does not have the digest that the hub lists',
    ],
    [
      'a file cut short',
      () => spoiled((bytes) => bytes.subarray(0, 100)),
      /onnx\/model.onnx ended after \d+ of \d+ bytes/,
    ],
    [
      'another small file than the hub lists',
      () => spoiled((bytes) => Uint8Array.from(bytes, (byte) => byte ^ 1), 'config.json'),
      'config.json does not have the digest that the hub lists',
    ],
    [
      'no network',
      () => vitrine('model', 'pull', NAME, '--out', out, '--hub', 'http://localhost:1'),
      'http://localhost:1 could not be reached: check the network',
    ],
    [
      'a model that was not exported to ONNX',
      () => {
        files.delete(LARGE);
        return pull();
      },
      'someone/tiny has no onnx/model.onnx: look for a model that was exported to ONNX',
    ],
    ['an invalid name', () => pull('tiny'), 'tiny is not the name of a model'],
    ['an invalid address of the hub', () => pull(NAME, '--hub', 'nowhere'), '--hub must be an address'],
  ])('ends with 1 and one sentence on %s, and leaves nothing', async (_, work, message) => {
    const { code, stdout, stderr } = await work();
    expect([code, stdout]).toEqual([1, '']);
    const said = stderr.trim().split('\n');
    expect(said).toHaveLength(1);
    if (typeof message === 'string') expect(stderr).toContain(message);
    else expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a file that differs from the lock file, even if the hub lists it so', async () => {
    await pull();
    files.set('config.json', new TextEncoder().encode('{"pad_token_id":3}'));
    writeFileSync(join(out, 'config.json'), 'broken');
    const { code, stderr } = await pull();
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('config.json is not the file that vitrine-model.json lists for this commit'),
    ]);
    expect(readFileSync(join(out, 'config.json'), 'utf8')).toBe('broken'); // unchanged
  });

  it('does not replace a folder that holds other files', async () => {
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    const { code, stderr } = await vitrine('model', 'pull', NAME, '--out', folder, '--hub', hub);
    expect([code, stderr]).toEqual([1, expect.stringContaining('holds other files')]);
  });

  it('ends with 2 without a folder or a name, and prints its help', async () => {
    expect((await vitrine('model', 'pull', NAME)).code).toBe(2);
    expect((await vitrine('model', 'pull', '--out', out)).code).toBe(2);
    const help = await vitrine('model', 'pull', '--help');
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('--allow-moving')]);
    expect(help.stdout).toContain('--out <folder>');
  });

  function spoiled(change: (bytes: Uint8Array) => Uint8Array | number, path = LARGE) {
    spoil = (file, bytes) => (file === path ? change(bytes) : bytes);
    return pull();
  }
});

describe('vitrine build --model', () => {
  const build = (model: string) => {
    writeFileSync(join(folder, 'items.csv'), 'id,title\na,boots\nb,hat sock\n');
    return vitrine(
      'build',
      join(folder, 'items.csv'),
      '--out',
      join(folder, 'pack'),
      '--model',
      model,
      '--hub',
      hub,
    );
  };

  it('takes name@commit, pulls the model once, and packs the files that a browser needs', async () => {
    expect(await build(NAME)).toMatchObject({ code: 0 });
    const read = (name: string) =>
      Promise.resolve(new Uint8Array(readFileSync(join(folder, 'pack', name))).buffer);
    const pack = await loadPack(read);
    const isRuntime = (name: string) => name.startsWith('onnxruntime/');
    const packed = Object.keys(pack.manifest.model!.files).sort();
    expect(packed.filter((name) => !isRuntime(name))).toEqual([...tinyTextModel().keys()].sort());
    expect(packed.filter(isRuntime)).toHaveLength(2); // for WebAssembly and for WebGPU
    const projection = decodeProjection(await read(pack.manifest.projection.file));
    const expected = project(projection, Float32Array.from(expectedVector('passage', ':', 'hat', 'sock')));
    const vector = dequantise(pack.rows, pack.rowOf.get('b')!);
    const dot = expected.reduce((sum, value, j) => sum + value * vector[j]!, 0);
    expect(dot / Math.hypot(...expected) / Math.hypot(...vector)).toBeGreaterThan(0.98); // 4 bits a component
    asked = [];
    expect((await build(NAME)).code).toBe(0);
    expect(asked).toEqual([]); // the second build uses no network
  });

  it('ends with 1 on a pulled folder that was changed, on a branch, and without a network', async () => {
    await pull();
    writeFileSync(join(out, 'tokenizer.json'), '{}');
    expect(await build(out)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'tokenizer.json does not have the digest that vitrine-model.json lists',
      ) as string,
    });
    rmSync(join(out, 'tokenizer.json'));
    expect((await build(out)).stderr).toContain('tokenizer.json, which vitrine-model.json lists, is missing');
    expect((await build('someone/tiny@main')).stderr).toContain('main is not a commit; name a commit');
    hub = 'http://localhost:1';
    expect(await build(`someone/tiny@${'2'.repeat(40)}`)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('could not be reached') as string,
    });
  });
});
