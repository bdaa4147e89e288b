import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { randomRows, seeded } from '../core/vectors/random.ts';
import type { BuildReport } from './build.ts';
import type { EmbedItems } from './embed.ts';
import { runCli } from './testing/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-keys-'));
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

const embed: EmbedItems = (_, texts, onDone) => {
  onDone(texts.length);
  return Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
};

it('e-mail addresses and names of orders tell shoppers apart, and reach neither the pack nor the report', async () => {
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  const model = join(folder, 'model');
  mkdirSync(join(model, 'onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(model, path), '{}');
  const catalogue = join(folder, 'catalogue.csv');
  writeFileSync(catalogue, 'id,title\na,Boots\nb,Hat\nc,Sock\n');
  const orders = join(folder, 'orders.csv');
  const shoppers = ['ada@secret.example', 'bea@secret.example', 'cyd@secret.example', 'dan@secret.example'];
  const lines = shoppers.flatMap((email, i) =>
    ['a', 'b', 'gone'].map(
      (sku) => `#${i},${email},Secret Name,paid,2026-03-25 10:00:00 +0000,1,${sku},${sku}`,
    ),
  );
  const header =
    'Name,Email,Billing Name,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem sku';
  writeFileSync(
    orders,
    `${[header, ...lines, '#9,eve@secret.example,Secret Name,paid,never,1,a,a'].join('\n')}\n`,
  );
  const [out, report] = [join(folder, 'pack'), join(folder, 'report.json')];
  const args = [
    'build',
    catalogue,
    '--orders',
    orders,
    '--out',
    out,
    '--model',
    model,
    '--json',
    '--report',
    report,
  ];
  const { code, stdout, stderr } = await runCli(args, embed);
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as BuildReport).orders).toMatchObject({ lines: 8, shoppers: 4 });
  const files = readdirSync(out, { recursive: true })
    .map((name) => join(out, String(name)))
    .filter((path) => statSync(path).isFile() && !/\.(?:br|gz)$/.test(path));
  expect(files.length).toBeGreaterThan(3);
  for (const text of [...[...files, report].map((path) => readFileSync(path, 'latin1')), stdout, stderr])
    expect(text).not.toMatch(/secret/i);
});
