import { VitrineError } from '../errors.ts';
import type { ProfileFile, ShopperEvent } from '../types.ts';
import { EVENT_WEIGHTS } from './event.ts';

export function toProfileFile(events: readonly ShopperEvent[]): ProfileFile {
  return { format: 'vitrine-profile', version: 1, events };
}

/** Checks a file from outside. @throws {VitrineError} `bad-argument` */
export function fromProfileFile(file: unknown): ShopperEvent[] {
  const { format, version, events } = (file ?? {}) as Partial<Record<keyof ProfileFile, unknown>>;
  if (format !== 'vitrine-profile') throw new VitrineError('bad-argument', 'this is not a profile file');
  if (version !== 1)
    throw new VitrineError('bad-argument', `a profile file of version ${String(version)} cannot be read`);
  if (!Array.isArray(events)) throw new VitrineError('bad-argument', 'a profile file without events');
  return events.map(checkedEvent);
}

function checkedEvent(value: unknown, index: number): ShopperEvent {
  const { name, ids, at, term } = (value ?? {}) as Partial<Record<keyof ShopperEvent, unknown>>;
  const right =
    typeof name === 'string' &&
    Object.hasOwn(EVENT_WEIGHTS, name) &&
    Array.isArray(ids) &&
    ids.every((id) => typeof id === 'string') &&
    Number.isFinite(at) &&
    (term === undefined || typeof term === 'string');
  if (!right) throw new VitrineError('bad-argument', `event ${index} of the profile file is not one`);
  return { name, ids, at, ...(term !== undefined && { term }) } as ShopperEvent;
}
