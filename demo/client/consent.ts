import { h } from './h.ts';

const ASKED = 'demo asked for consent';

/**
 * Asks once whether the visit may be remembered on the device. Either answer takes one click. What was answered is told to
 * Vitrine, which remembers it; the shop only remembers that it has asked.
 */
export function askConsent(corner: HTMLElement): void {
  if (localStorage.getItem(ASKED) !== null || sessionStorage.getItem(ASKED) !== null) return;
  const answer = (consent: 'granted' | 'denied') => () => {
    banner.remove();
    (consent === 'granted' ? localStorage : sessionStorage).setItem(ASKED, 'yes');
    void window.vitrine?.then((recommender) => recommender.setConsent(consent));
  };
  const banner = h(
    'aside',
    { class: 'note', 'aria-label': 'Your history' },
    h(
      'p',
      {},
      'May this shop remember on this device what you looked at? Whatever you answer, it is not sent anywhere.',
    ),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', class: 'primary', onclick: answer('granted') }, 'Remember me'),
      h('button', { type: 'button', onclick: answer('denied') }, 'Only for this visit'),
    ),
  );
  corner.append(banner);
  document.addEventListener('vitrine-consent', () => {
    banner.remove(); // the switch of <vitrine-privacy> has answered
  });
}
