import { RETENTION } from '../../../core/history/retention.ts';
import { overwriteHere } from '../../../store/testing/overwrite-here.ts';
import type { HistoryOptions } from '../history.ts';

/** The options of a history that may be on the disk. @param name Of its database. */
export function historyOptions(name: string): HistoryOptions {
  return {
    name,
    persist: 'auto',
    gpc: false,
    retention: RETENTION,
    overwrite: overwriteHere,
    warn: () => undefined,
  };
}
