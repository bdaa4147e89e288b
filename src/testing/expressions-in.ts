/** The regular expressions of the code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Expression {
  /** File and line. */
  readonly place: string;
  /** undefined if it is made when the code runs. */
  readonly literal: RegExp | undefined;
}

/** All of the files under a folder, without tests. */
export function expressionsIn(folder: string): Expression[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(?:test|contract|d)\.ts$|(?:^|\/)testing\//.test(name))
    .flatMap((name) => expressionsOf(join(folder, name)));
}

function expressionsOf(path: string): Expression[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    const isMade =
      (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(source) === 'RegExp';
    if (isMade || ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({
        place: `${path}:${line + 1}`,
        literal: isMade ? undefined : parsed(node.getText(source)),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function parsed(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}
