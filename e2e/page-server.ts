import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { CDN_PORT, PAGES_PORT } from './ports.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const SHOP = `http://localhost:${PAGES_PORT}`;
export const CDN = `http://localhost:${CDN_PORT}`;
/** What a careful shop sends, where it serves Vitrine itself. */
export const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

export const FOLDERS = {
  '/': at('pages/'),
  '/vitrine/': at('../dist/browser/'),
  '/vitrine/model/': at('../models/use-lite/'), // as `vitrine model` writes it
  '/pack/': at('../public/pack/'),
};

export interface Hosts {
  /** Sent with every file of the shop, as hosts do: a worker has the policy that its own script came with. */
  policy: string | undefined;
  /** Files of the shop that are in no folder, by path; a number is the status of a failure. */
  readonly made: Map<string, string | number | Uint8Array>;
  /** Paths that the shop's host has been asked for, by pages and by workers: a test sees no shared worker's requests. */
  readonly asked: string[];
}

/** Lets a script of Vitrine's begin with something else. */
export function before(hosts: Hosts, file: string, code: string): void {
  const own = readFileSync(new URL(`../dist/browser/${file}`, import.meta.url), 'utf8');
  hosts.made.set(`/vitrine/${file}`, `${code}\n${own}`);
}

/** What a page under test must keep clean. */
export interface Seen {
  readonly warnings: string[];
  readonly thrown: string[];
  readonly violations: string[];
}

/** Notes Vitrine's warnings, what was thrown into the page, and what its policy refused, workers included. */
export async function observe(page: Page): Promise<Seen> {
  const seen: Seen = { warnings: [], thrown: [], violations: [] };
  page.on('console', (message) => {
    if (message.text().startsWith('vitrine [')) seen.warnings.push(message.text());
    // A worker's violations reach the page as console errors only.
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
