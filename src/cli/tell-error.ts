import type { VitrineError } from '../errors.ts';
import type { Io } from './io.ts';

/** Prints what is wrong as a sentence, and for machines as one JSON object too. */
export function tellError({ code, message }: VitrineError, io: Io, json: boolean): void {
  io.err(`vitrine: ${printable(message)}\n`);
  if (json) io.out(`${JSON.stringify({ error: { code, message } })}\n`);
}

/** Names of files, columns and items may hold characters that steer a terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
