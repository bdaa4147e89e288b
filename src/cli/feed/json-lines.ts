import { tooLong, LIMITS } from './limits.ts';
import { rowOf, type Note, type Row } from './row.ts';
import { nanAsNull } from './without-nan.ts';

/**
 * Reads one JSON object a line; a comma after it, as lists have, does no harm.
 *
 * @throws {VitrineError} `bad-catalogue` if a line goes beyond the limit.
 */
export async function* readJsonLines(
  text: AsyncIterable<string>,
  name: string,
  note: Note,
): AsyncGenerator<Row> {
  let line = 0;
  for await (const content of linesOf(text, name)) {
    line++;
    const trimmed = content.trim();
    if (trimmed === '' || /^(?:[[\],]|\/\/.*|#.*)$/.test(trimmed)) continue;
    yield jsonRow(line, trimmed, note);
  }
}

function jsonRow(line: number, written: string, note: Note): Row {
  const content = /NaN|Infinity/.test(written) ? nanAsNull(written) : written;
  for (const [text, repair] of [
    [content, undefined],
    [content.replace(/^\s*,|,\s*$/g, ''), 'has a comma beside its JSON, which was dropped'],
  ] as const) {
    try {
      const value: unknown = JSON.parse(text);
      if (repair) note(line, repair);
      return rowOf(line, value);
    } catch {
      continue;
    }
  }
  return { line, refused: 'is not JSON' };
}

/** Lines without their ends. @throws {VitrineError} `bad-catalogue` if one is longer than an entry may be. */
export async function* linesOf(text: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  let rest = '';
  let line = 1;
  for await (const part of text) {
    const lines = part.split('\n');
    lines[0] = rest + lines[0]!;
    rest = lines.pop()!;
    for (const content of lines) {
      if (content.length > LIMITS.entry) throw tooLong(name, line, 'is a line');
      line++;
      yield content;
    }
    if (rest.length > LIMITS.entry) throw tooLong(name, line, 'is a line');
  }
  if (rest !== '') yield rest;
}
