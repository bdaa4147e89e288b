import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from './browser.ts';

/** A browser's profile folder. It outlives the browser; `await using` removes it. */
export interface ProfileFolder extends AsyncDisposable {
  readonly path: string;
  /** If only some processes see the folder: its path for them, and the command that starts such a process. */
  readonly inside?: { readonly path: string; readonly command: readonly string[] };
}

export async function profileFolder(): Promise<ProfileFolder> {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-profile-'));
  return {
    path,
    // The child processes of a killed browser go on writing for a moment.
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}

/** Starts a browser on a profile folder. */
export async function browserOn({ path }: ProfileFolder): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(path, {
    executablePath: findBrowser(),
    args: BROWSER_ARGS,
  });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** The ways in which a file may hold a string: one byte for a letter, or two. */
const ENCODINGS: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
];
/** So many letters of a text count as the text, because compression may have split it. */
const PIECE = 12;

/** The texts that files of the folder hold at least a piece of, each with those files. */
export async function foundIn(folder: string, texts: readonly string[]): Promise<Map<string, Set<string>>> {
  const pieces = piecesOf(texts);
  const found = new Map<string, Set<string>>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (let at = 0; at + 4 <= bytes.length; at++)
      for (const { text, piece } of pieces.get(bytes.readUInt32LE(at)) ?? [])
        if (bytes.subarray(at, at + piece.length).equals(piece))
          found.set(text, (found.get(text) ?? new Set()).add(path.slice(folder.length + 1)));
  }
  return found;
}

/** How often the files of the folder hold a text as a whole, one byte for a letter: addresses in the browser's cache. */
export async function timesIn(folder: string, text: string): Promise<number> {
  let times = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) times++;
  }
  return times;
}

/** Every piece of every text in every encoding, by its first four bytes. */
function piecesOf(texts: readonly string[]): Map<number, { text: string; piece: Buffer }[]> {
  const pieces = new Map<number, { text: string; piece: Buffer }[]>();
  for (const text of texts)
    for (let start = 0; start + PIECE <= text.length; start++)
      for (const encode of ENCODINGS) {
        const piece = encode(text.slice(start, start + PIECE));
        const first = piece.readUInt32LE(0);
        pieces.set(first, [...(pieces.get(first) ?? []), { text, piece }]);
      }
  return pieces;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters, which compression cannot shorten. */
export function randomText(length = 32): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
