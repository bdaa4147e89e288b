import type { Consent } from '../../src/index.ts';
import { button, h } from './h.ts';

const KEY = 'paper-and-oak-consent';

/** The shopper's choice, which the shop keeps; `undefined` until there is one. */
export function savedConsent(): Consent | undefined {
  const saved = localStorage.getItem(KEY);
  return saved === 'granted' || saved === 'denied' ? saved : undefined;
}

export interface ConsentControl {
  choose(consent: Consent): void;
  onChange(listener: (consent: Consent) => void): void;
}

export function consentControl(): ConsentControl {
  const listeners: ((consent: Consent) => void)[] = [];
  return {
    choose(consent) {
      localStorage.setItem(KEY, consent);
      for (const listener of listeners) listener(consent);
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** Asks once, in a corner; saying no costs nothing but memory between visits. */
export function consentBanner(control: ConsentControl): HTMLElement {
  const banner = h(
    'section',
    { class: 'consent', 'aria-label': 'Remember me' },
    h('p', {}, h('strong', {}, 'Shall we remember your taste?')),
    h('p', {}, 'Your history stays on this device either way. Say yes and it is still here on your next visit.'),
    h(
      'div',
      { class: 'consent-choice' },
      button('Remember me on this device', 'button primary', () => {
        control.choose('granted');
      }),
      button('Not now', 'button', () => {
        control.choose('denied');
      }),
    ),
  );
  banner.hidden = savedConsent() !== undefined;
  control.onChange(() => {
    banner.hidden = true;
  });
  return banner;
}

/** The switch in the panel. */
export function consentSwitch(control: ConsentControl): HTMLElement {
  const box = h('input', { type: 'checkbox', role: 'switch', checked: savedConsent() === 'granted' });
  box.addEventListener('change', () => {
    control.choose(box.checked ? 'granted' : 'denied');
  });
  control.onChange((consent) => {
    box.checked = consent === 'granted';
  });
  return h('label', { class: 'switch' }, box, ' Remember me on this device');
}
