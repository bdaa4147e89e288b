import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConsentMode } from './consent-mode.ts';
import { tcfSignal } from './tcf.ts';

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
