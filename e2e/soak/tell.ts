/** A line of the table in docs/reliability.md. */
export interface SoakRow {
  readonly what: string;
  /** How often it was tried. */
  readonly rounds: number;
  /** What was broken on purpose. */
  readonly faults: number;
  /** Acknowledged events that were gone after. */
  readonly lost?: number;
  /** Shelves or packs that were neither right nor refused. */
  readonly wrong?: number;
  /** Of memory, over all rounds, in bytes. */
  readonly growth?: number;
  /** What else was measured, in words. */
  readonly note?: string;
}

/** Whether tests take their long form: `npm run soak` sets it. */
export const soaking = process.env['VITRINE_SOAK'] === '1';

/** Says what a test has measured, on a line that `npm run soak` reads. */
export function tellSoak(row: SoakRow): void {
  if (soaking) process.stdout.write(`soak ${JSON.stringify(row)}\n`);
}
