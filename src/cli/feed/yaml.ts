import { isScalar, parseDocument, visit, YAMLParseError } from 'yaml';
import { linesOf } from './json-lines.ts';
import { LIMITS, tooLong } from './limits.ts';
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
  let [line, start, size] = [0, 0, 0];
  for await (const content of linesOf(text, name)) {
    line++;
    size += content.length;
    if (size > LIMITS.entry) throw tooLong(name, start || 1, 'is an entry');
    const dash = /^(\s*)-(?=\s|$)/.exec(content)?.[1];
    if (indent === undefined) {
      if (dash === undefined && !mayPrecedeList(content.trim())) {
        if (/^\s*[\w'"-]+:\s/.test(content) && line < 1000) continue; // other keys before the list
        throw new VitrineError('bad-catalogue', `${name}:${line}: is no YAML list of entries`);
      }
      indent = dash?.length;
    }
    if (indent === undefined) continue;
    if (dash?.length === indent) {
      if (entry.length > 0) yield yamlRow(start, entry);
      [entry, start, size] = [[content.slice(indent)], line, content.length];
    } else if (/^\S/.test(content) && !content.startsWith('#') && !(indent === 0 && dash !== undefined)) {
      if (entry.length > 0) yield yamlRow(start, entry); // another document, or a key after the list
      entry = [];
      if (/^\w/.test(content)) indent = undefined;
    } else if (entry.length > 0) entry.push(content.slice(Math.min(indent, /^\s*/.exec(content)![0].length)));
  }
  if (entry.length > 0) yield yamlRow(start, entry);
  else if (start === 0) throw new VitrineError('bad-catalogue', `${name}: holds no YAML list of entries`);
}

/** Blank, a comment, a directive, the start of a document, or the key of the list. */
function mayPrecedeList(text: string): boolean {
  return text === '' || /^(?:#|---|%)|^['"\w-]+:\s*(?:#.*)?$/.test(text);
}

function yamlRow(line: number, entry: readonly string[]): Row {
  // Known before it is parsed, which takes long.
  const keys = entry.reduce((count, text) => count + Number(/^\s*[^\s#-][^:]{0,200}:(?:\s|$)/.test(text)), 0);
  if (keys > LIMITS.fields) return { line, refused: `has more than ${LIMITS.fields} fields` };
  try {
    return rowOf(line, entryIn(entry.join('\n')));
  } catch (error) {
    if (error instanceof RangeError || /call stack/i.test(String(error)))
      return { line, refused: `is nested more than ${LIMITS.depth} deep` };
    const [why] = (error as Error).message.split('\n');
    const at = error instanceof YAMLParseError ? line + (error.linePos?.[0].line ?? 1) - 1 : line;
    return { line: at, refused: `is not YAML: ${why!.split(' at line ', 1)[0]!}` };
  }
}

/** The library compares each key of a mapping with each other; thousands of keys are quicker in a set. */
function entryIn(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: false });
  const [error] = document.errors;
  if (error) throw error;
  visit(document, {
    Map: (_, { items }, path) => {
      if (path.length > 2 * LIMITS.depth) throw new RangeError('too deep');
      const keys = items.map(({ key }) => (isScalar(key) ? key.value : key));
      if (new Set(keys).size < keys.length) throw new Error('Map keys must be unique');
    },
  });
  const [value] = document.toJS({ maxAliasCount: 100 }) as unknown[];
  return value;
}
