import { shown, VitrineError } from '../errors.ts';
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
    throw new VitrineError('bad-argument', `a profile file of version ${shown(version)} cannot be read`);
  if (!Array.isArray(events)) throw new VitrineError('bad-argument', 'a profile file without events');
  return events.map(checkedEvent);
}

function checkedEvent(value: unknown, index: number): ShopperEvent {
  const { name, ids, at, term, queryID, texts } = (value ?? {}) as Partial<
    Record<keyof ShopperEvent, unknown>
  >;
  const right =
    typeof name === 'string' &&
    Object.hasOwn(EVENT_WEIGHTS, name) &&
    Array.isArray(ids) &&
    ids.every((id) => typeof id === 'string') &&
    Number.isFinite(at) &&
    isTextOrNone(term) &&
    isTextOrNone(queryID) &&
    (texts === undefined || isTexts(texts));
  if (!right) throw new VitrineError('bad-argument', `event ${index} of the profile file is not one`);
  return {
    name,
    ids,
    at,
    ...(term !== undefined && { term }),
    ...(queryID !== undefined && { queryID }),
    ...(texts !== undefined && { texts }),
  } as ShopperEvent;
}

function isTextOrNone(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}
