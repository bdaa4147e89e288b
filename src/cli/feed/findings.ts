/** What was found of a row: why it was refused, or what was put right. What follows a colon in a reason is the example. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Findings kept: a file of order lines repeats every id, and would fill the memory with them. */
export const LISTED = 10_000;

/** Findings of one sort. */
export interface Findings {
  /** The first `LISTED`. */
  readonly listed: Finding[];
  /** Rows that have one or several. */
  rows: number;
  /** How many there are of each kind. */
  readonly kinds: Record<string, number>;
}

export function noFindings(): Findings {
  return { listed: [], rows: 0, kinds: {} };
}

/** Notes a finding; of a row that has several, `isFurther` for all but the first. */
export function addFinding(findings: Findings, finding: Finding, isFurther = false): void {
  if (!isFurther) findings.rows++;
  const kind = kindOf(finding.reason);
  findings.kinds[kind] = (findings.kinds[kind] ?? 0) + 1;
  if (findings.listed.length < LISTED) findings.listed.push(finding);
}

/** A reason without its example and its numbers. */
export function kindOf(reason: string): string {
  return reason.replace(/: .*$/s, '').replace(/\d+/g, 'N');
}
