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

it.each(
  `0 false no n off -1 2 nein non falso nee hidden unpublished disabled inactive private trash deleted pending future
  invisible discontinued Entwurf brouillon borrador bozza versteckt oculto deaktiviert inactif désactivé withdrawn removed ended
  suspended unlisted`.split(/\s+/),
)('an entry with the status %s is not for shoppers, and says why', (status) => {
  expect(hiddenReason({ status }, NOW)).toBe(`is not shown by the shop: status ${status}`);
});

it.each(
  `published visible is_visible catalog_visibility product_status enabled is_enabled active is_active state show
  display displayed online is_published publish Aktiv Sichtbarkeit statut publié estado activo stato attivo zichtbaarheid
  gepubliceerd`.split(/\s+/),
)('the column %s says whether an entry is shown', (column) => {
  expect(hiddenReason({ [column]: 'no' }, NOW)).toBe(`is not shown by the shop: ${column} no`);
  expect(hiddenReason({ [column]: 'yes' }, NOW)).toBeUndefined();
});

it.each([
  [{ status: 'active', visible: 'no' }, 'is not shown by the shop: visible no'],
  [{ ' g:Status ': 'draft' }, 'is not shown by the shop:  g:Status  draft'],
  [{ published_at: null }, 'is not published'],
  [{ validThrough: '2020-01-01' }, 'is out of date'],
  [{ status: { name: 'draft' } }, 'is not shown by the shop: status draft'],
  [{ status: 'Not visible, individually' }, 'is not shown by the shop: status Not visible, individually'],
  [{ status: 'draft (since May)' }, 'is not shown by the shop: status draft (since May)'],
  [{ visibility: 'NONE' }, 'is not shown by the shop: visibility NONE'],
])('an entry with %j %s', (record, reason) => {
  expect(hiddenReason(record, NOW)).toBe(reason);
});

it.each([
  [{}],
  [{ 'my g:status': 'draft' }],
  [{ mystatus: 'draft' }],
  [{ status: '' }],
  [{ status: null }],
  [{ status: 'drafted' }],
  [{ status: 'g draft' }],
  [{ visibility: 'all but none' }],
  [{ stock_status: '0' }],
  [{ quantity: '0' }],
  [{ created_at: null }],
  [{ expiration_date: new Date(NOW).toISOString() }],
  [{ expiration_date: '' }],
  [Object.create({ published_at: null })],
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
