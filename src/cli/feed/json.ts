import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { LISTS } from '../../core/feed/columns.ts';
import { VitrineError } from '../../errors.ts';
import type { Row } from './table.ts';

/** Reads a JSON array of objects, or an object that holds one. @throws {VitrineError} `bad-catalogue` */
export function readJson(text: string, file: string): Row[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const lineOf = lineFinder(text);
  const [error] = errors;
  if (error) {
    throw new VitrineError(
      'bad-catalogue',
      `${file}:${lineOf(error.offset)}: not JSON (${printParseErrorCode(error.error)})`,
    );
  }
  const list = root && listOf(root);
  if (!list?.children) throw new VitrineError('bad-catalogue', `${file}: holds no array of entries`);
  return list.children.map((node) => rowOf(lineOf(node.offset), getNodeValue(node)));
}

/** Reads one JSON object a line. */
export function readJsonLines(text: string): Row[] {
  return text.split('\n').flatMap((content, i): Row[] => {
    if (content.trim() === '') return [];
    try {
      return [rowOf(i + 1, JSON.parse(content))];
    } catch {
      return [{ line: i + 1, refused: 'is not JSON' }];
    }
  });
}

function listOf(root: Node): Node | undefined {
  if (root.type === 'array') return root;
  return LISTS.map((key) => findNodeAtLocation(root, [key])).find((node) => node?.type === 'array');
}

function rowOf(line: number, value: unknown): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, refused: 'is not an object' };
  return { line, record: value as Record<string, unknown> };
}

/** Line numbers, from 1, of rising offsets: every look starts where the last ended. */
function lineFinder(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) if (text[at] === '\n') line++;
    return line;
  };
}
