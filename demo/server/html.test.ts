import { expect, it } from 'vitest';
import { html, json } from './html.ts';

it('texts are escaped, markup and lists of markup are not', () => {
  const list = ['<a>', '"b"'].map((text) => html`<li title="${text}">${text}</li>`);
  const page = html`<ul>
      ${list}
    </ul>
    ${false}${undefined}${0}`;
  expect(page.text.replaceAll(/\s+(?=<|0|$)/g, '')).toBe(
    '<ul><li title="&lt;a&gt;">&lt;a&gt;</li><li title="&quot;b&quot;">&quot;b&quot;</li></ul>0',
  );
});

it('no text in JSON ends its script', () => {
  const { text } = json({ title: '</script><script>alert(1)</script>' });
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({ title: '</script><script>alert(1)</script>' });
});
