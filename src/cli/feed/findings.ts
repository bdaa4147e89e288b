/** Why a row was refused or skipped, or what was repaired in it. The part of a reason after a colon quotes the row. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Most findings that are kept: a file of order lines repeats every id, and would fill the memory. */
const MAX_LISTED = 10_000;

/** All findings of one sort, counted; the first 10,000 of them listed. */
export interface Findings {
  /** Rows with at least one finding. */
  readonly rows: number;
  /** How many findings there are of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly listed: readonly Finding[];
}

/** Findings that more are added to. */
export interface FindingsLog extends Findings {
  rows: number;
  readonly kinds: Record<string, number>;
  readonly listed: Finding[];
}

export function noFindings(): FindingsLog {
  return { rows: 0, kinds: {}, listed: [] };
}

/** The findings of two sources together. */
export function addFindings(a: Findings, b: Findings): Findings {
  const kinds = { ...a.kinds };
  for (const [kind, count] of Object.entries(b.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
  return { rows: a.rows + b.rows, kinds, listed: [...a.listed, ...b.listed].slice(0, MAX_LISTED) };
}

/** Adds a finding. If a row has several, pass `isFurther` for all but the first, so that the row counts once. */
export function addFinding(log: FindingsLog, finding: Finding, isFurther = false): void {
  if (!isFurther) log.rows++;
  const kind = kindOf(finding.reason);
  log.kinds[kind] = (log.kinds[kind] ?? 0) + 1;
  if (log.listed.length < MAX_LISTED) log.listed.push(finding);
}

/** A reason without its quote and its numbers. */
export function kindOf(reason: string): string {
  return reason.replace(/: .*$/s, '').replace(/\d+/g, 'N');
}
