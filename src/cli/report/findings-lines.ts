import { kindOf, type Finding, type Findings } from '../feed/findings.ts';
import type { Block } from './document.ts';
import { number, oneLine } from './words.ts';

/** Findings by kind, the most frequent first, each with its first examples: file, line, and what was found. */
export function findingsLines({ rows, kinds, listed }: Findings, title: string, examples: number): Block[] {
  if (rows === 0) return [];
  const byKind = new Map<string, Finding[]>();
  for (const finding of listed) {
    const kind = kindOf(finding.reason);
    const known = byKind.get(kind);
    if (known) known.push(finding);
    else byKind.set(kind, [finding]);
  }
  const lines = Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .flatMap(([kind, count]) => [
      `${number(count)} x ${oneLine(kind)}`,
      ...(byKind.get(kind) ?? [])
        .slice(0, examples)
        .map(({ file, line, reason }) =>
          `  ${oneLine(file)}:${line}  ${oneLine(valueIn(reason, kind))}`.trimEnd(),
        ),
    ]);
  return [{ text: title }, { lines }];
}

/** What a reason says beside its kind: the value that it quotes, or all of it if it has numbers of its own. */
function valueIn(reason: string, kind: string): string {
  return reason.startsWith(kind) ? reason.slice(kind.length).replace(/^: /, '') : reason;
}
