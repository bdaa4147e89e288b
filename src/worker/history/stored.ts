import type { Stored } from '../../types.ts';
import type { History } from './history.ts';

/** Where a history is kept, and how much of it. */
export function storedOf({ events, kept, options: { name } }: History): Stored {
  const [first] = events;
  return {
    kept,
    ...(kept === 'disk' && { database: name }),
    events: events.length,
    bytes: events.reduce((sum, event) => sum + JSON.stringify(event).length, 0),
    ...(first && { oldest: first.at }),
    encrypted: kept === 'disk',
  };
}
