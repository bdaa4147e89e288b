/** Why a row was refused or skipped, or what was repaired in it. The part of a reason after a colon quotes the row. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Most findings that are kept: a file of order lines repeats every id, and would fill the memory. */
const MAX_LISTED = 10_000;
/** This many of each kind are kept in any case, however many of other kinds came before. */
export const EXAMPLES = 5;

/** All findings of one sort, counted; the first 10,000 of them listed, and the first five of each kind. */
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

/** The findings of several sources together. */
export function addFindings(...all: readonly Findings[]): Findings {
  const together = noFindings();
  for (const findings of all) addAll(together, findings);
  return together;
}

/** Adds all findings of a source to a log. */
export function addAll(log: FindingsLog, { rows, kinds, listed }: Findings): void {
  const before = { ...log.kinds };
  for (const finding of listed) addFinding(log, finding, true);
  for (const [kind, count] of Object.entries(kinds)) log.kinds[kind] = (before[kind] ?? 0) + count;
  log.rows += rows;
}

/** Adds a finding. If a row has several, pass `isFurther` for all but the first, so that the row counts once. */
export function addFinding(log: FindingsLog, finding: Finding, isFurther = false): void {
  if (!isFurther) log.rows++;
  const kind = kindOf(finding.reason);
  const count = (log.kinds[kind] ?? 0) + 1;
  log.kinds[kind] = count;
  if (log.listed.length < MAX_LISTED || count <= EXAMPLES) log.listed.push(finding);
}

/** A reason without its quote and its numbers; the number in a name such as `UTF-8` stays. */
export function kindOf(reason: string): string {
  return reason.replace(/: .*$/s, '').replace(/(?<![\p{L}\d-])\d+/gu, 'N');
}
