import { afterEach, expect, it, vi } from 'vitest';
import { fill, languageOf, loadLanguages } from './language.ts';

afterEach(() => {
  document.body.innerHTML = '';
  document.documentElement.lang = '';
});

function put(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.querySelector<HTMLElement>('#here')!;
}
const whyIn = (element: Element) => languageOf(element).strings.why;

it('takes the nearest lang attribute', async () => {
  document.documentElement.lang = 'en';
  const element = put('<div lang="fr"><p lang="de-AT"><b id="here"></b></p></div>');
  await loadLanguages(document);
  expect(languageOf(element).tag).toBe('de-AT');
  expect(whyIn(element)).toBe('Warum das?');
});

it('looks for the attribute outside the shadow tree too', async () => {
  const host = put('<div lang="es"><div id="here"></div></div>');
  await loadLanguages(document);
  const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('b'));
  expect(whyIn(inner)).toBe('¿Por qué esto?');
});

it.each(['', 'tlh', 'constructor'])('speaks English if the page says lang="%s"', async (lang) => {
  const element = put(`<b id="here" lang="${lang}"></b>`);
  await loadLanguages(document);
  expect(whyIn(element)).toBe('Why this?');
});

it('speaks English until a language that came later is loaded', async () => {
  const element = put('<b id="here" lang="ar"></b>');
  expect(whyIn(element)).toBe('Why this?');
  await vi.waitFor(() => {
    expect(whyIn(element)).toBe('لماذا هذا؟');
  });
});

it('fills in values, once, and nothing for a value that is missing', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: '$1' })).toBe('{b} and $1');
  expect(fill('{a}{c}', { a: 'x' })).toBe('x');
});
