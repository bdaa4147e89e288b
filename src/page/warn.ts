import { VitrineError } from '../errors.ts';

const warned = new Set<string>();

/** Warns the shop's developer in the console, once for each failure. Nothing is thrown at the page. */
export function warn(error: unknown): void {
  const code = error instanceof VitrineError ? error.code : 'callback';
  const message = error instanceof Error ? error.message : String(error);
  const line = `vitrine [${code}] ${message}`;
  if (warned.has(line)) return;
  warned.add(line);
  console.warn(line); // eslint-disable-line no-console -- the shop has no other way to know
}
