import * as v from 'valibot';
import { VitrineError } from '../../errors.ts';
import type { EventName, ShopperEvent } from '../../types/events.ts';
import type { ProfileFile, SealedProfileFile } from '../../types/profile.ts';
import { EVENT_WEIGHTS, MAX_ID, MAX_ITEMS } from './event.ts';

const event = v.object({
  name: v.picklist(Object.keys(EVENT_WEIGHTS) as EventName[]),
  ids: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_ID))), v.maxLength(MAX_ITEMS)),
  at: v.pipe(v.number(), v.finite()),
  term: v.exactOptional(v.string()),
  queryID: v.exactOptional(v.string()),
  transaction: v.exactOptional(v.string()),
  quantities: v.exactOptional(v.record(v.string(), v.number())),
  value: v.exactOptional(v.number()),
  currency: v.exactOptional(v.string()),
  texts: v.exactOptional(v.record(v.string(), v.string())),
});
const plainFile = v.object({
  format: v.literal('vitrine-profile'),
  version: v.literal(1),
  events: v.array(event),
});

const base64 = v.pipe(v.string(), v.base64());
const sealedFile = v.object({
  format: v.literal('vitrine-profile-sealed'),
  version: v.literal(1),
  kdf: v.object({
    name: v.literal('PBKDF2'),
    hash: v.literal('SHA-256'),
    // More iterations would let whoever made the file keep the device busy for minutes.
    iterations: v.pipe(v.number(), v.integer(), v.minValue(600_000), v.maxValue(10_000_000)),
    salt: base64,
  }),
  cipher: v.object({ name: v.literal('AES-GCM'), iv: base64, data: base64 }),
});

/** The schema of a profile file; `docs/profile.schema.json` is made from it. */
export const profileFileSchema = v.variant('format', [plainFile, sealedFile]);

export function toProfileFile(events: readonly ShopperEvent[]): ProfileFile {
  return { format: 'vitrine-profile', version: 1, events };
}

/** Checks a file from outside and drops unknown fields. @throws {VitrineError} `bad-argument` */
export function checkedProfileFile(file: unknown): ProfileFile | SealedProfileFile {
  const parsed = v.safeParse(profileFileSchema, file);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue);
  if (field === null || field === 'format')
    throw new VitrineError(
      'bad-argument',
      'this is not a profile file of Vitrine: give one that exportProfile made',
    );
  throw new VitrineError('bad-argument', `${field} of the profile file is wrong: ${issue.message}`);
}
