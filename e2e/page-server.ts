import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { CDN_PORT, PAGES_PORT } from './ports.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const SHOP = `http://localhost:${PAGES_PORT}`;
export const CDN = `http://localhost:${CDN_PORT}`;
/** The policy of a careful shop that serves Vitrine itself. */
export const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

export const FOLDERS = {
  '/': at('pages/'),
  '/vitrine/': at('../dist/browser/'),
  // As `vitrine model` writes it.
  '/vitrine/model/': at('../models/use-lite/'),
  '/vitrine/model/onnxruntime/': at('../models/onnxruntime/'),
  '/pack/': at('.superstore/pack/'),
};

export interface Hosts {
  /** Sent with every file of the shop, as hosts do: a worker gets its policy from its own script's response. */
  policy: string | undefined;
  /** Files of the shop that are in no folder, by path. A number is an HTTP status to fail with. */
  readonly made: Map<string, string | number | Uint8Array>;
  /** Files of the other host, the CDN, that are in no folder, by path. */
  readonly elsewhere: Map<string, Uint8Array>;
  /** Whether pages are cross-origin isolated, as threads need it. */
  isolated: boolean;
  /** Paths of files that the shop's host answers with 503, once each. */
  readonly busy: Set<string>;
  /** Paths that pages and workers have asked the shop's host for. Playwright does not see a shared worker's requests. */
  readonly asked: string[];
}

/** Puts code before one of Vitrine's scripts, and before the script that it only imports. */
export function before(hosts: Hosts, file: string, code: string): void {
  const own = readFileSync(new URL(`../dist/browser/${file}`, import.meta.url), 'utf8');
  const [, next] = /^import\s*["'`]\.\/([^"'`]+)["'`];?\s*$/.exec(own) ?? [];
  if (next) before(hosts, next, code);
  else hosts.made.set(`/vitrine/${file}`, `${code}\n${own}`);
}

/** What must not happen on a page under test. */
export interface Seen {
  readonly warnings: string[];
  readonly thrown: string[];
  readonly violations: string[];
}

/** Records Vitrine's warnings, uncaught errors, and what the policy refused, workers included. */
export async function observe(page: Page): Promise<Seen> {
  const seen: Seen = { warnings: [], thrown: [], violations: [] };
  page.on('console', (message) => {
    if (message.text().startsWith('vitrine [')) seen.warnings.push(message.text());
    // A worker's violations reach the page only as console errors.
    if (/Content Security Policy/i.test(message.text())) seen.violations.push(message.text());
  });
  page.on('pageerror', (error) => seen.thrown.push(error.message));
  await page.exposeFunction('noteViolation', (text: string) => seen.violations.push(text));
  await page.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation: (text: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      noteViolation(`${violatedDirective} ${blockedURI}`);
    });
    window.addEventListener('unhandledrejection', ({ reason }) => {
      noteViolation(`unhandled rejection: ${String(reason)}`);
    });
  });
  return seen;
}
