import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { toEvent } from './event.ts';
import { checkedProfileFile, profileFileSchema, toProfileFile } from './profile-file.ts';

const file = (...events: unknown[]) => ({ format: 'vitrine-profile', version: 1, events });
const event = { name: 'view_item', ids: ['a'], at: 1 };
const sealed = {
  format: 'vitrine-profile-sealed',
  version: 1,
  kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000, salt: 'AAAA' },
  cipher: { name: 'AES-GCM', iv: 'AAAA', data: 'AAAA' },
};

describe('a profile file', () => {
  it('gives the events back and drops other fields', () => {
    const events = [
      toEvent('view_item', { items: [{ item_id: 'a' }] }, 5),
      toEvent('search', { search_term: 'b' }, 6),
    ];
    const written = JSON.parse(JSON.stringify({ ...toProfileFile(events), more: 1 })) as unknown;
    expect(checkedProfileFile(written)).toEqual(toProfileFile(events));
    expect(checkedProfileFile(sealed)).toEqual(sealed);
  });

  it.each([
    [null, 'not a profile file'],
    ['text', 'not a profile file'],
    [{}, 'not a profile file'],
    [{ ...file(), format: 'other' }, 'not a profile file'],
    [{ ...file(), version: 2 }, 'version of'],
    [{ format: 'vitrine-profile', version: 1 }, 'events of'],
    [file(event, { ...event, ids: ['a', 5] }), 'events.1.ids.1 of'],
    [file({ ...event, name: '__proto__' }), 'events.0.name of'],
    [file({ ...event, name: 'toString' }), 'events.0.name of'],
    [file({ ...event, at: Infinity }), 'events.0.at of'],
    [file({ ...event, at: undefined }), 'events.0.at of'],
    [file({ ...event, term: null }), 'events.0.term of'],
    [file({ ...event, texts: { a: 5 } }), 'events.0.texts.a of'],
    [file(null), 'events.0 of'],
    [{ ...sealed, kdf: { ...sealed.kdf, iterations: 1 } }, 'kdf.iterations of'],
    [{ ...sealed, kdf: { ...sealed.kdf, iterations: 1e9 } }, 'kdf.iterations of'],
    [{ ...sealed, cipher: { ...sealed.cipher, data: '!' } }, 'cipher.data of'],
  ])('%j is refused, and the message names the field', (wrong, field) => {
    expect(() => checkedProfileFile(wrong)).toThrowError(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining(field) }),
    );
  });

  it('is checked by the schema that docs/profile.schema.json publishes', () => {
    const published = JSON.parse(
      readFileSync(new URL('../../../docs/profile.schema.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown>;
    const { title, description, ...schema } = published;
    expect([title, description]).toEqual([expect.any(String), expect.any(String)]);
    // JSON has no infinite numbers to rule out.
    expect(toJsonSchema(profileFileSchema, { ignoreActions: ['finite'] })).toEqual(schema);
  });
});
