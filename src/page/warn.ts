import { VitrineError } from '../errors.ts';

const said = new Set<string>();

/** Tells the shop's developer, once a failure; the page itself gets nothing thrown at it. */
export function warn(error: unknown): void {
  const code = error instanceof VitrineError ? error.code : 'callback';
  const message = error instanceof Error ? error.message : String(error);
  const line = `vitrine [${code}] ${message}`;
  if (said.has(line)) return;
  said.add(line);
  console.warn(line); // eslint-disable-line no-console -- the shop has no other way to know
}
