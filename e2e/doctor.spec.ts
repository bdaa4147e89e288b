/** `vitrine doctor` on pages that a host really serves. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { makePage } from './made-page.ts';
import { SHOP, STRICT } from './page-server.ts';
import { useHosts } from './use-hosts.ts';

const CLI = fileURLToPath(new URL('../dist/cli/vitrine.js', import.meta.url));
const CHAIR = 'FUR-CH-10000454';

const hosts = useHosts(STRICT);

interface Finding {
  readonly grade: string;
  readonly about: string;
  readonly says: string;
}

/** What the command finds, each finding as a line, and how it ends. Not `execFileSync`: the hosts are in this process. */
async function doctor(address: string): Promise<{ readonly code: number; readonly lines: string[] }> {
  const [code, text] = await new Promise<[number, string]>((resolve) => {
    execFile('node', [CLI, 'doctor', '--json', address], (error, stdout) => {
      resolve([typeof error?.code === 'number' ? error.code : 0, stdout]);
    });
  });
  const { findings } = JSON.parse(text) as { findings: Finding[] };
  return { code, lines: findings.map(({ grade, about, says }) => `${grade} ${about} ${says}`) };
}

const ld = (sku: string) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', sku })}</script>`;

test('finds nothing wrong on a page that is right, and says what could be quicker', async () => {
  const address = makePage(hosts, 'right', { head: ld(CHAIR), body: '<vitrine-shelf></vitrine-shelf>' });
  const { code, lines } = await doctor(address);
  expect(code).toBe(0);
  expect(lines).toContain(`ok page ${address} answered 200`);
  expect(lines).toContain('note elements vitrine-shelf');
  expect(lines).toContain(`note file ${SHOP}/vitrine/vitrine-page.js comes without compression`);
  expect(lines).toContain('ok pack 1894 items, its host does not say how old it is');
  expect(lines).toContain('ok policy blocks nothing of Vitrine');
  expect(lines).toContain(`ok product JSON-LD names ${CHAIR}; the pack knows ${CHAIR}`);
});

test('names an id that the pack lacks, and a policy that blocks', async () => {
  hosts.policy = "default-src 'self'";
  const { code, lines } = await doctor(makePage(hosts, 'wrong', { head: ld('no-such-id') }));
  const wrong = lines.filter((line) => line.startsWith('wrong'));
  expect([code, wrong]).toEqual([
    1,
    [
      expect.stringContaining("add 'wasm-unsafe-eval' to script-src"),
      'wrong product JSON-LD names no-such-id; the pack knows none of them',
    ],
  ]);
});

test('names a pack that is not there, and nothing else of it', async () => {
  const { code, lines } = await doctor(
    makePage(hosts, 'lost', { attributes: 'data-pack="/nowhere/manifest.json"' }),
  );
  expect([code, lines.filter((line) => / pack /.test(line))]).toEqual([
    1,
    [`wrong pack ${SHOP}/nowhere/manifest.json answered 404`],
  ]);
});

test('takes a feed in the place of a pack', async () => {
  hosts.made.set('/products.json', '{"products":[]}');
  const address = makePage(hosts, 'feed', { attributes: 'data-feed="/products.json"' });
  const { code, lines } = await doctor(address);
  expect([code, lines.filter((line) => / (?:tag|feed) /.test(line))]).toEqual([
    0,
    [
      `ok tag ${SHOP}/vitrine/vitrine.js with data-feed ${SHOP}/products.json`,
      `note feed ${SHOP}/products.json comes without compression`,
    ],
  ]);
});

test('names a page that has no tag', async () => {
  const { code, lines } = await doctor(`${SHOP}/icon.svg`);
  expect([code, lines.filter((line) => line.startsWith('wrong'))]).toEqual([
    1,
    ['wrong tag the page has no script tag of vitrine.js; a tag manager may add it later'],
  ]);
});
