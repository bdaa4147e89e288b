import { scriptTag } from '../../page/find-script.ts';
import { platform } from '../../page/consent/remembered.ts';
import type { Profile } from '../../types.ts';
import type { Row } from './sections.ts';

/** What consent platforms put on the window. */
const PLATFORMS = ['__tcfapi', '__gpp', 'Shopify', 'wp_has_consent', 'google_tag_data'];

/** Who says what of consent, whoever counts first, and where the history is kept because of it. */
export function consentTold({ kept, keptReason }: Profile): Row[] {
  const gpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  const word = remembered();
  const byShop = word?.includes('shop') ?? false;
  const there = PLATFORMS.filter((name) => name in window).join(', ');
  const told: readonly (readonly [who: string, says: string | undefined])[] = [
    ['Global Privacy Control of the browser', gpc ? 'denied' : undefined],
    ['data-persist', scriptTag()?.dataset['persist'] === 'memory' ? 'memory' : undefined],
    ['the shopper, by the switch of vitrine-privacy', byShop ? undefined : word],
    ['the shop, by data-consent', scriptTag()?.dataset['consent']],
    ['the shop, by setConsent on an earlier page', byShop ? 'granted' : undefined],
    ['the page’s consent platform', platform.says],
  ];
  const first = told.findIndex(([, says]) => says !== undefined);
  return [
    ...told.map(([who, says], i) => ({ who, says: says ?? 'nothing', counts: i === first ? 'yes' : '' })),
    { who: 'globals of consent platforms on this page', says: there || 'none', counts: '' },
    {
      who: 'so the history is kept',
      says:
        kept === 'disk'
          ? 'on disk, encrypted'
          : `in memory${keptReason === undefined ? '' : `: ${keptReason}`}`,
      counts: '',
    },
  ];
}

/** The word that `page/consent/remembered.ts` keeps for later pages. It is read here, since the script tag's file has no room. */
function remembered(): string | undefined {
  try {
    return localStorage.getItem('vitrine consent') ?? undefined;
  } catch {
    return undefined; // storage is blocked: then nothing was remembered
  }
}
