import type { VitrineError } from '../errors.ts';
import type { Io } from './io.ts';

/** Prints what is wrong as a sentence, and for machines as one JSON object too. */
export function tellError({ code, message }: VitrineError, io: Io, json: boolean): void {
  io.err(`vitrine: ${message}\n`);
  if (json) io.out(`${JSON.stringify({ error: { code, message } })}\n`);
}
