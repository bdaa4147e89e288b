import { rowOf, type Note, type Row } from './row.ts';

/** Reads one JSON object a line; a comma after it, as lists have, does no harm. */
export async function* readJsonLines(text: AsyncIterable<string>, note: Note): AsyncGenerator<Row> {
  let line = 0;
  for await (const content of linesOf(text)) {
    line++;
    const trimmed = content.trim();
    if (trimmed === '' || /^(?:[[\],]|\/\/.*|#.*)$/.test(trimmed)) continue;
    yield jsonRow(line, trimmed, note);
  }
}

function jsonRow(line: number, content: string, note: Note): Row {
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

/** Lines without their ends. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield line;
  }
  if (rest !== '') yield rest;
}
