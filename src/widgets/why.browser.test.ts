import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import commonCss from './css/common.css?inline';
import { sheetOf } from './css/sheet.ts';
import shelfCss from './css/shelf.css?inline';
import { h } from './h.ts';
import { en } from './strings/en.ts';
import { why } from './why.ts';

/** A card with its disclosure, at a place of the page. */
function cardAt(style: string, dir = 'ltr') {
  const item = {
    objectID: 'a',
    title: 'Boot',
    _score: 1,
    reasons: [{ event: 'view_item', objectID: 'b', share: 1 }] as const,
  };
  const options = { strings: en, titles: () => Promise.resolve(new Map()), onFeedback: vi.fn() };
  const details = why(item, options);
  const card = h(
    'li',
    { class: 'card', style: `position: absolute; inline-size: 200px; block-size: 320px; ${style}` },
    h('div', { class: 'foot', style: 'margin-block-start: auto' }, details),
  );
  const host = h('div', { dir });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(shelfCss)];
  root.append(card);
  document.body.append(
    host,
    h('button', { id: 'elsewhere', style: 'position: fixed; inset: auto 0 0 auto' }),
  );
  const summary = details.querySelector('summary')!;
  const panel = details.querySelector<HTMLElement>('.panel')!;
  const open = async () => {
    summary.click();
    await vi.waitFor(() => {
      expect(panel.matches(':popover-open')).toBe(true);
    });
  };
  return { card, details, summary, panel, open, root };
}
const covers = (a: Element, b: Element) => {
  const [one, two] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
};

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the panel of "Why this?"', () => {
  it.each([
    ['below', 'left: 10px; top: 10px', 'ltr', 800, 700],
    ['beside', 'left: 10px; top: 60px', 'ltr', 800, 400],
    ['on a narrow screen', 'left: 60px; top: 200px', 'ltr', 320, 568],
    ['from right to left', 'right: 10px; top: 60px', 'rtl', 800, 400],
  ])('never covers its card and moves nothing: %s', async (_, style, dir, width, height) => {
    await page.viewport(width, height);
    const { card, panel, open } = cardAt(style, dir);
    const before = JSON.stringify(card.getBoundingClientRect());
    await open();
    expect(covers(panel, card)).toBe(false);
    expect(JSON.stringify(card.getBoundingClientRect())).toBe(before);
    const { left, right } = panel.getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(width);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect(panel.textContent).toContain('Because you looked at');
  });

  it('closes by Escape, which gives the focus back, and by Enter again', async () => {
    await page.viewport(800, 700);
    const { details, summary, panel, open, root } = cardAt('left: 10px; top: 10px');
    await open();
    summary.focus();
    await userEvent.keyboard('{Tab}');
    expect(root.activeElement?.textContent).toBe('More like this');
    await userEvent.keyboard('{Escape}');
    expect([details.open, root.activeElement]).toEqual([false, summary]);
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => {
      expect(panel.matches(':popover-open')).toBe(true);
    });
    await userEvent.keyboard('{Enter}');
    expect(details.open).toBe(false);
    expect(panel.checkVisibility()).toBe(false);
  });

  it('closes by a press elsewhere, and when the focus leaves it, but not by a press in it', async () => {
    await page.viewport(800, 700);
    const { details, panel, open } = cardAt('left: 10px; top: 10px');
    await open();
    await userEvent.click(panel.querySelector('li')!);
    expect(details.open).toBe(true);
    await userEvent.click(document.body, { position: { x: 600, y: 600 } });
    expect(details.open).toBe(false);
    await open();
    panel.querySelector('button')!.focus();
    document.querySelector<HTMLElement>('#elsewhere')!.focus();
    expect(details.open).toBe(false);
  });

  it('stays beside its card while the page scrolls', async () => {
    await page.viewport(800, 700);
    const { card, panel, open } = cardAt('left: 10px; top: 10px');
    document.body.append(h('div', { style: 'block-size: 3000px' }));
    await open();
    scrollTo(0, 150);
    await vi.waitFor(() => {
      const [of, at] = [card.getBoundingClientRect(), panel.getBoundingClientRect()];
      expect(Math.round(at.top - of.bottom)).toBe(6);
    });
    scrollTo(0, 0);
  });
});
