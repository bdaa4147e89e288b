import { describe, expect, it } from 'vitest';
import { overReason } from './over.ts';

const now = Date.parse('2026-06-15T12:00:00Z');

describe('overReason', () => {
  it.each([
    [{ expiration_date: '2026-06-01T00:00:00Z' }, 'is out of date: expiration_date 2026-06-01T00:00:00Z'],
    [{ 'g:expiration_date': '2026-06-14' }, 'is out of date: g:expiration_date 2026-06-14'],
    [{ availability_end_date: '2026-06-14' }, 'is out of date: availability_end_date 2026-06-14'],
    [{ 'publish-until': '14.06.2026' }, 'is out of date: publish-until 14.06.2026'],
    [{ 'online-to': '2026-01-01T00:00:00.000Z' }, 'is out of date: online-to 2026-01-01T00:00:00.000Z'],
    [{ published_at: '2026-07-01T00:00:00Z' }, 'is not shown yet: published_at 2026-07-01T00:00:00Z'],
    [{ deleted_at: '2026-01-01 10:00:00' }, 'is deleted: deleted_at 2026-01-01 10:00:00'],
    [{ deleted: 1 }, 'is deleted: deleted 1'],
    [{ is_deleted: true }, 'is deleted: is_deleted true'],
    [{ Discontinued: 'Yes' }, 'is discontinued: Discontinued Yes'],
    [{ discontinued_date: '1748736000' }, 'is discontinued: discontinued_date 1748736000'],
  ])('skips %j', (record, reason) => {
    expect(overReason(record, now)).toBe(reason);
  });

  it.each([
    { expiration_date: '2026-06-15' },
    { expiration_date: '' },
    { expiration_date: '0000-00-00 00:00:00' },
    { deleted_at: null },
    { deleted_at: '2026-12-31' },
    { deleted: 0 },
    { archived: false },
    { discontinued: 'No' },
    { published_at: '2026-01-01T00:00:00Z' },
    { availability_date: '2026-09-01' },
    { sale_price_effective_date: '2026-01-01/2026-02-01' },
    { end_date: '2026-01-01' },
  ])('keeps %j', (record) => {
    expect(overReason(record, now)).toBeUndefined();
  });
});
