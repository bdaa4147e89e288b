/** A line of the table in docs/reliability.md. */
export interface SoakRow {
  readonly what: string;
  /** How often it was repeated. */
  readonly rounds: number;
  /** Injected faults. */
  readonly faults: number;
  /** Acknowledged events that were lost. */
  readonly lost?: number;
  /** Wrong shelves or packs that were not refused. */
  readonly wrong?: number;
  /** Growth of memory over all rounds, in bytes. */
  readonly growth?: number;
  /** Other measurements, in words. */
  readonly note?: string;
}

/** Whether tests run in their long form; `npm run soak` sets it. */
export const soaking = process.env['VITRINE_SOAK'] === '1';

/** Prints a test's measurements on a line that `npm run soak` reads. */
export function tellSoak(row: SoakRow): void {
  if (soaking) process.stdout.write(`soak ${JSON.stringify(row)}\n`);
}
