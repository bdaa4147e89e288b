import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { h } from './h.ts';
import { addRowControls } from './row-controls.ts';
import { en } from './strings/en.ts';

/** A row of cards with a link and a disclosure each. */
function rowOf(count: number, dir = 'ltr') {
  const cards = Array.from({ length: count }, (_, i) =>
    h(
      'li',
      { style: 'flex: none; inline-size: 200px' },
      h('a', { href: `#${i}` }, `Card ${i}`),
      h('details', {}, h('summary', {}, `Why ${i}`)),
    ),
  );
  const list = h(
    'ul',
    { style: 'display: flex; overflow-x: auto; inline-size: 500px; scroll-behavior: auto' },
    ...cards,
  );
  const head = h('div');
  document.body.append(
    h(
      'div',
      { dir },
      head,
      h('button', { id: 'before' }, 'before'),
      list,
      h('button', { id: 'after' }, 'after'),
    ),
  );
  addRowControls(list, head, en);
  return { list, arrows: [...head.querySelectorAll('button')] };
}
const focused = () => document.activeElement?.textContent;

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the arrows of a row', () => {
  it('are there if there is more to see, and move the row', async () => {
    const { list, arrows } = rowOf(6);
    await vi.waitFor(() => {
      expect(arrows.map((arrow) => [arrow.hidden, arrow.disabled])).toEqual([
        [false, true],
        [false, false],
      ]);
    });
    arrows[1]!.click();
    await vi.waitFor(() => {
      expect(list.scrollLeft).toBeGreaterThan(300);
      expect(arrows[0]!.disabled).toBe(false);
    });
    list.scrollLeft = 10_000;
    await vi.waitFor(() => {
      expect(arrows[1]!.disabled).toBe(true);
    });
  });

  it('are hidden while all cards are in sight', async () => {
    const { list, arrows } = rowOf(2);
    await vi.waitFor(() => {
      expect(arrows.every(({ hidden }) => hidden)).toBe(true);
    });
    list.append(...Array.from({ length: 3 }, () => h('li', { style: 'flex: none; inline-size: 200px' })));
    await vi.waitFor(() => {
      expect(arrows.some(({ hidden }) => hidden)).toBe(false);
    });
  });

  it('go the other way where the text is written from right to left', async () => {
    const { list, arrows } = rowOf(6, 'rtl');
    await vi.waitFor(() => {
      expect(arrows[1]!.disabled).toBe(false);
    });
    arrows[1]!.click();
    await vi.waitFor(() => {
      expect(list.scrollLeft).toBeLessThan(-300);
    });
  });
});

describe('the keyboard in a row', () => {
  it('has one stop of the Tab key, wherever the focus was last', async () => {
    rowOf(4);
    document.querySelector<HTMLElement>('#before')!.focus();
    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe('Card 0');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Tab}');
    expect(focused()).toBe('after');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(focused()).toBe('Card 2');
  });

  it('goes between cards and within them by the arrow keys, and stops at the ends', async () => {
    rowOf(3);
    document.querySelector<HTMLElement>('#before')!.focus();
    const steps = [
      ['{Tab}', 'Card 0'],
      ['{ArrowLeft}', 'Card 0'],
      ['{ArrowDown}', 'Why 0'],
      ['{ArrowRight}', 'Why 1'],
      ['{ArrowUp}', 'Card 1'],
      ['{End}', 'Card 2'],
      ['{ArrowRight}', 'Card 2'],
      ['{Home}', 'Card 0'],
    ] as const;
    for (const [keys, text] of steps) {
      await userEvent.keyboard(keys);
      expect(focused(), keys).toBe(text);
    }
  });

  it('turns left and right round where the text is written from right to left', async () => {
    rowOf(3, 'rtl');
    document.querySelector<HTMLElement>('#before')!.focus();
    await userEvent.keyboard('{Tab}{ArrowLeft}');
    expect(focused()).toBe('Card 1');
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe('Card 0');
  });

  it('keeps its stop when cards come and go', async () => {
    const { list } = rowOf(3);
    list.children[0]!.remove();
    await vi.waitFor(() => {
      expect(
        [...list.querySelectorAll<HTMLElement>('[tabindex="0"]')].map(({ textContent }) => textContent),
      ).toEqual(['Card 1']);
    });
  });
});
