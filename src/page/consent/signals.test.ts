import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConsentMode, consentModeRules } from './consent-mode.ts';
import { tagDataSignal } from './tag-data.ts';
import { gppSignal } from './gpp.ts';
import { shopifySignal } from './shopify.ts';
import { tcfSignal } from './tcf.ts';
import { wordPressSignal } from './wordpress.ts';

/** As gtag does. */
function words(..._given: unknown[]): unknown {
  return arguments; // eslint-disable-line prefer-rest-params -- gtag pushes just this
}
const [granted, denied] = ['granted', 'denied'].map((value) => ({
  functionality_storage: value,
  personalization_storage: value,
  ad_storage: 'denied',
}));
const signalAfter = (...entries: unknown[]) => {
  const mode = new ConsentMode();
  for (const entry of entries) mode.receive(entry);
  return mode.signal;
};

describe('Google Consent Mode', () => {
  it.each([
    ['nothing', [], undefined],
    ['other entries', [{ event: 'gtm.js' }, words('config', 'G-1'), null], undefined],
    [
      'a default that denies: the shopper is still to be asked',
      [words('consent', 'default', denied)],
      undefined,
    ],
    ['a default that grants', [words('consent', 'default', granted)], 'granted'],
    [
      'an update that grants',
      [words('consent', 'default', denied), words('consent', 'update', granted)],
      'granted',
    ],
    [
      'an update that denies',
      [words('consent', 'default', granted), words('consent', 'update', denied)],
      'denied',
    ],
    [
      'an update of something else',
      [words('consent', 'default', denied), words('consent', 'update', { ad_storage: 'granted' })],
      undefined,
    ],
    ['a grant for advertising alone', [words('consent', 'default', { ad_storage: 'granted' })], undefined],
    [
      'half a grant',
      [words('consent', 'update', { personalization_storage: 'granted', functionality_storage: 'denied' })],
      'denied',
    ],
    [
      'a default that grants in some regions',
      [words('consent', 'default', { ...granted, region: ['US'] })],
      undefined,
    ],
    [
      'a default that denies in some',
      [words('consent', 'default', granted), words('consent', 'default', { ...denied, region: ['DE'] })],
      undefined,
    ],
  ])('after %s', (_, entries, signal) => {
    expect(signalAfter(...entries)).toBe(signal);
  });

  it('never throws', () => {
    const entry = fc.oneof(
      fc.anything(),
      fc.array(fc.anything()).map((given) => words('consent', 'update', ...given)),
    );
    fc.assert(fc.property(fc.array(entry), (entries) => void signalAfter(...entries)));
  });
});

describe('IAB TCF', () => {
  const all = { 1: true, 5: true, 6: true };
  const data = (given: object) => ({
    eventStatus: 'tcloaded',
    gdprApplies: true,
    purpose: { consents: all },
    ...given,
  });

  it.each([
    ['all purposes', {}, 'granted'],
    ['after an action of the shopper', { eventStatus: 'useractioncomplete' }, 'granted'],
    ['one purpose missing', { purpose: { consents: { ...all, 6: false } } }, 'denied'],
    ['no storage', { purpose: { consents: { ...all, 1: false } } }, 'denied'],
    ['no purposes', { purpose: undefined }, 'denied'],
    ['the publisher refused, others not', { publisher: { consents: { 1: false } } }, 'denied'],
    [
      'the publisher granted, others not',
      { publisher: { consents: all }, purpose: { consents: {} } },
      'granted',
    ],
    ['a question still on the screen', { eventStatus: 'cmpuishown' }, undefined],
    ['where the law does not apply', { gdprApplies: false }, undefined],
  ])('with %s', (_, given, signal) => {
    expect(tcfSignal(data(given))).toBe(signal);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void tcfSignal(value)));
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        (purpose, publisher) => void tcfSignal(data({ purpose, publisher })),
      ),
    );
  });
});

describe('Google Consent Mode, set by a template of the tag manager', () => {
  const data = (functionality: object, personalization: object) => ({
    ics: { entries: { functionality_storage: functionality, personalization_storage: personalization } },
  });
  const [yes, no, asking] = [
    { default: false, update: true },
    { default: true, update: false },
    { default: false },
  ];

  it.each([
    ['an update that grants', data(yes, yes), 'granted'],
    ['an update that denies', data(no, no), 'denied'],
    ['half a grant', data(no, yes), 'denied'],
    ['a default that denies', data(asking, asking), undefined],
    ['a default that grants', data({ default: true }, { default: true }), 'granted'],
    ['no entries yet', { ics: {} }, undefined],
  ])('after %s', (_, given, signal) => {
    expect(tagDataSignal(given, consentModeRules)).toBe(signal);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void tagDataSignal(value, consentModeRules)));
  });
});

describe('IAB GPP', () => {
  const ping = (parsedSections: object, signalStatus = 'ready') => ({ signalStatus, parsedSections });
  const purposes = (...given: number[]) => Array.from({ length: 10 }, (_, i) => given.includes(i + 1));

  it.each([
    ['all purposes in Europe', ping({ tcfeuv2: [{ PurposeConsents: purposes(1, 5, 6) }] }), 'granted'],
    ['one purpose missing', ping({ tcfeuv2: { PurposeConsents: purposes(1, 5) } }), 'denied'],
    ['a question still on the screen', ping({ tcfeuv2: [{ PurposeConsents: [] }] }, 'not ready'), undefined],
    ['no opt-out in the United States', ping({ usnat: [{ SaleOptOut: 2, SharingOptOut: 2 }] }), 'granted'],
    ['an opt-out of sharing', ping({ usca: { SaleOptOut: 2, SharingOptOut: 1 } }), 'denied'],
    ['Global Privacy Control', ping({ usnat: [{ SaleOptOut: 2 }, { Gpc: true }] }), 'denied'],
    ['a section that is not known', ping({ xx: [{ SaleOptOut: 2 }] }), undefined],
    [
      'a refusal in one section of two',
      ping({ tcfeuv2: [{ PurposeConsents: purposes(1, 5, 6) }], usnat: [{ SaleOptOut: 1 }] }),
      'denied',
    ],
  ])('with %s', (_, given, signal) => {
    expect(gppSignal(given)).toBe(signal);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void gppSignal(value)));
    fc.assert(fc.property(fc.anything(), (part) => void gppSignal(ping({ tcfeuv2: part, usnat: part }))));
  });
});

describe("Shopify's Customer Privacy API", () => {
  const shopify = (preferences: string, allowed: boolean) => ({
    customerPrivacy: {
      currentVisitorConsent: () => ({ preferences, marketing: 'no' }),
      preferencesProcessingAllowed: () => allowed,
    },
  });

  it.each([
    ['a yes', shopify('yes', true), 'granted'],
    ['a no', shopify('no', false), 'denied'],
    ['no answer where one is needed', shopify('', false), undefined],
    ['no answer where none is needed', shopify('', true), 'granted'],
    ['the API not loaded yet', {}, undefined],
    ['no shop of Shopify', undefined, undefined],
  ])('with %s', (_, given, signal) => {
    expect(shopifySignal(given)).toBe(signal);
  });
});

describe('the WordPress Consent API', () => {
  const page = (given: object, allowed = true) => ({ wp_has_consent: () => allowed, ...given });

  it.each([
    ['a yes', page({ wp_consent_type: 'optin' }), 'wp_consent_preferences=allow', 'granted'],
    ['a no', page({ wp_consent_type: 'optin' }, false), 'a=b; wp_consent_preferences=deny', 'denied'],
    ['no answer where one is needed', page({ wp_consent_type: 'optin' }, false), '', undefined],
    ['no answer where none is needed', page({ wp_consent_type: 'optout' }), '', 'granted'],
    ['the API without a consent plugin', page({ wp_fallback_consent_type: '' }), '', undefined],
    ['a page of another platform', {}, 'wp_consent_preferences=allow', undefined],
  ])('with %s', (_, given, cookies, signal) => {
    expect(wordPressSignal(given, cookies)).toBe(signal);
  });
});
