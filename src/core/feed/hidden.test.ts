import { expect, it } from 'vitest';
import { hiddenReason } from './hidden.ts';

const NOW = Date.parse('2026-04-05T00:00:00Z');

it.each([
  [{ status: 'draft' }],
  [{ Status: 'Archived' }],
  [{ 'g:status': 'hidden' }],
  [{ Published: 'FALSE' }],
  [{ 'Is visible (shop)': 'no' }],
  [{ veröffentlicht: 'Nein' }],
  [{ product_online: '2' }],
  [{ visibility: 'none' }],
  [{ visibility: 'Not Visible Individually' }],
  [{ published_at: null }],
  [{ publishedAt: null }],
  [{ expiration_date: '2026-04-04' }],
  [{ 'g:expiration_date': '2026-04-04T23:00:00Z' }],
  [{ validThrough: '2020-01-01' }],
])('an entry with %j is not for shoppers', (record) => {
  expect(hiddenReason(record, NOW)).toMatch(/^is (?:not shown by the shop: .|not published$|out of date$)/);
});

it.each([
  [{}],
  [{ status: 'active' }],
  [{ status: '1' }],
  [{ status: 'none' }],
  [{ product_online: '1' }],
  [{ visibility: 'Catalog, Search' }],
  [{ visibility: 'none of these' }],
  [{ title: 'Draft' }],
  [{ published_at: '2026-01-01' }],
  [{ published_at: undefined }],
  [{ expiration_date: '2026-04-06' }],
  [{ expiration_date: 'never' }],
])('an entry with %j may be seen', (record) => {
  expect(hiddenReason(record, NOW)).toBeUndefined();
});
