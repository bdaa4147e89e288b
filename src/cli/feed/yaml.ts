import { parse, YAMLParseError } from 'yaml';
import { linesOf } from './json-lines.ts';
import { rowOf, type Row } from './row.ts';
import { VitrineError } from '../../errors.ts';

/**
 * Reads a YAML list of mappings, at the top or under one key, entry by entry. An entry that refers to another (`*name`)
 * is refused.
 *
 * @throws {VitrineError} `bad-catalogue` if there is no list.
 */
export async function* readYaml(text: AsyncIterable<string>, name: string): AsyncGenerator<Row> {
  let indent: number | undefined;
  let entry: string[] = [];
  let [line, start] = [0, 0];
  for await (const content of linesOf(text)) {
    line++;
    const dash = /^(\s*)-(?=\s|$)/.exec(content)?.[1];
    if (indent === undefined) {
      if (dash === undefined && !/^\s*(?:#.*|---.*|%.*|['"\w-]+:\s*(?:#.*)?)?\s*$/.test(content)) {
        if (/^\s*[\w'"-]+:\s/.test(content) && line < 1000) continue; // other keys before the list
        throw new VitrineError('bad-catalogue', `${name}:${line}: is no YAML list of entries`);
      }
      indent = dash?.length;
    }
    if (indent === undefined) continue;
    if (dash?.length === indent) {
      if (entry.length > 0) yield yamlRow(start, entry);
      [entry, start] = [[content.slice(indent)], line];
    } else if (/^\S/.test(content) && !content.startsWith('#') && !(indent === 0 && dash !== undefined)) {
      if (entry.length > 0) yield yamlRow(start, entry); // another document, or a key after the list
      entry = [];
      if (/^\w/.test(content)) indent = undefined;
    } else if (entry.length > 0) entry.push(content.slice(Math.min(indent, /^\s*/.exec(content)![0].length)));
  }
  if (entry.length > 0) yield yamlRow(start, entry);
  else if (start === 0) throw new VitrineError('bad-catalogue', `${name}: holds no YAML list of entries`);
}

function yamlRow(line: number, entry: readonly string[]): Row {
  try {
    const [value] = parse(entry.join('\n'), { logLevel: 'error', maxAliasCount: 100 }) as unknown[];
    return rowOf(line, value);
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    const at = error instanceof YAMLParseError ? line + (error.linePos?.[0].line ?? 1) - 1 : line;
    return { line: at, refused: `is not YAML: ${why!.replace(/ at line.*$/, '')}` };
  }
}
