import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { peek } from './bytes.ts';
import type { Note } from './row.ts';

/** Longer pieces without a line's end are cut elsewhere. */
const LONGEST = 1 << 20;
const NEWLINE = 10;
const RETURN = 13;
const DEFAULT = 'windows-1252';

/**
 * Text piece by piece, whole lines where lines are of ordinary length. What is UTF-8 is read as such, whatever is
 * declared; other lines as declared by the server, XML or HTML, else as Windows-1252; UTF-16 is known by its mark or its
 * zeros.
 *
 * @param declared What the server says.
 * @param repaired Is told each line that is not UTF-8.
 */
export async function* decodeText(
  input: Readable,
  declared?: string,
  repaired: Note = () => undefined,
): AsyncGenerator<string> {
  const { head, bytes } = await peek(input, 1024);
  const wide = wideEncoding(head);
  if (wide === undefined) yield* decodeLines(bytes, knownEncoding(declared ?? declaredIn(head)), repaired);
  else {
    const decoder = new TextDecoder(wide);
    repaired(1, `is in another encoding than UTF-8, and was read as: ${wide}`);
    for await (const chunk of bytes as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  }
}

async function* decodeLines(bytes: Readable, other: string, repaired: Note): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let first = true;
  const decoded = (part: Buffer): string => {
    const text = isUtf8(part) ? part.toString('utf8') : mendedLines(part, other, line, repaired);
    line += text.match(/\r\n?|\n/g)?.length ?? 0;
    const start = first ? text.replace(/^\uFEFF/, '') : text;
    first = false;
    return start;
  };
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const whole = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = whole.lastIndexOf(NEWLINE) + 1 || (whole.length > LONGEST ? lastWhole(whole) : 0);
    if (end > 0) yield decoded(whole.subarray(0, end));
    rest = whole.subarray(end);
  }
  if (rest.length > 0) yield decoded(rest);
}

/** Where to cut: behind the last ASCII character, else before the last character of UTF-8. What waits must not grow. */
function lastWhole(bytes: Buffer): number {
  const ascii = bytes.findLastIndex((byte) => byte < 0x80);
  const lead = bytes.findLastIndex((byte) => byte >= 0xc0);
  return ascii >= 0 ? ascii + 1 : lead > 0 ? lead : bytes.length;
}

function mendedLines(bytes: Buffer, other: string, line: number, repaired: Note): string {
  const parts: string[] = [];
  for (let start = 0, at = line; start < bytes.length; at++) {
    const end = lineEnd(bytes, start);
    const part = bytes.subarray(start, end);
    if (isUtf8(part)) parts.push(part.toString('utf8'));
    else {
      const { text, how } = mended(part, other);
      parts.push(text);
      repaired(at, how);
    }
    start = end;
  }
  return parts.join('');
}

/** Where the line after the one at `start` begins; LF, CRLF and CR end a line. */
function lineEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== NEWLINE && bytes[at] !== RETURN) at++;
  return at + (bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? 2 : 1);
}

/** A line that is UTF-8 but for a byte or two is still UTF-8. */
function mended(part: Buffer, other: string): { text: string; how: string } {
  const lossy = part.toString('utf8');
  const broken = lossy.match(/\uFFFD/g)?.length ?? 0;
  const good = lossy.match(/[^\u0000-\u007f\uFFFD]/g)?.length ?? 0;
  if (good > 2 * broken)
    return {
      text: lossy.replaceAll('\uFFFD', ''),
      how: 'has broken UTF-8, of which the broken characters were dropped',
    };
  return { text: decoded(part, other), how: `is not UTF-8, and was read as: ${other}` };
}

/** What Windows-1252 has from 0x80 to 0x9f: Node's decoder takes it for Latin-1 there. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decoded(part: Buffer, encoding: string): string {
  if (encoding !== DEFAULT) return new TextDecoder(encoding).decode(part);
  return part
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80]!);
}

function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 256) >> 1;
  if (pairs < 2) return undefined;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > 0.6 * pairs && even < 0.1 * pairs) return 'utf-16le';
  return even > 0.6 * pairs && odd < 0.1 * pairs ? 'utf-16be' : undefined;
}

function declaredIn(head: Buffer): string | undefined {
  const text = head.toString('latin1');
  const xml = /^\s*<\?xml[^<>]*\bencoding\s*=\s*["']([\w.:-]+)/i.exec(text);
  return (xml ?? /<meta[^<>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(text))?.[1];
}

/** What is valid UTF-8 has been read as that before this is asked. */
function knownEncoding(label: string | undefined): string {
  if (label === undefined || /^utf|^us-ascii$|^ascii$/i.test(label)) return DEFAULT;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return DEFAULT;
  }
}
