import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBeside, type Area } from './place-beside.ts';

const size = (max: number) => fc.integer({ min: 1, max });
const at = fc.integer({ min: -500, max: 2000 });
const overlaps = (a: Area, b: Area) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

describe('a panel beside its card', () => {
  const card = { left: 100, top: 100, width: 200, height: 300 };
  const panel = { width: 272, height: 150 };

  it.each([
    ['below the card', { width: 1200, height: 800 }, false, { left: 100, top: 406 }],
    ['after it, if there is no room below', { width: 1200, height: 500 }, false, { left: 306, top: 100 }],
    ['before it, if a row goes on to the left', { width: 1200, height: 500 }, true, { left: 306, top: 100 }],
    [
      'below it, its end at the card’s end, from right to left',
      { width: 1200, height: 800 },
      true,
      { left: 28 },
    ],
  ])('goes %s', (_, view, rightToLeft, place) => {
    expect(placeBeside(card, panel, view, rightToLeft)).toMatchObject({ ...place, ...panel });
  });

  it('goes above a card at the lower edge of a narrow screen', () => {
    const low = { ...card, left: 16, top: 240 };
    expect(placeBeside(low, panel, { width: 320, height: 568 }, false)).toEqual({
      left: 16,
      top: 84,
      ...panel,
    });
  });

  it('takes the room that there is above or below, if it fits nowhere', () => {
    const { top, height } = placeBeside(
      card,
      { width: 272, height: 400 },
      { width: 320, height: 568 },
      false,
    );
    expect([top, height]).toEqual([406, 156]);
  });

  it('never covers its card, and stays between the left and the right edge', () => {
    fc.assert(
      fc.property(
        fc.record({ left: at, top: at, width: size(600), height: size(900) }),
        fc.record({ width: size(500), height: size(900) }),
        fc.record({
          width: fc.integer({ min: 100, max: 2500 }),
          height: fc.integer({ min: 100, max: 2000 }),
        }),
        fc.boolean(),
        (card, panel, view, rightToLeft) => {
          const place = placeBeside(card, panel, view, rightToLeft);
          expect(overlaps(card, place)).toBe(false);
          expect(place.left).toBeGreaterThanOrEqual(0);
          expect(place.left + place.width).toBeLessThanOrEqual(view.width);
          expect(place.height).toBeLessThanOrEqual(panel.height);
        },
      ),
    );
  });
});
