import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { event } from '../../core/testing/catalogue.ts';
import type { ShopperEvent } from '../../types.ts';
import { UnknownItems } from './unknown-items.ts';

const viewed = (id: string, text: string, name: ShopperEvent['name'] = 'view_item') => ({
  ...event(name, id),
  texts: { [id]: text },
});

let events: ShopperEvent[] = [];
const embed = vi.fn(async (text: string) => ({ vector: Float32Array.of(text.length) }));
const embedded = vi.fn();
let unknown: UnknownItems;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {});
  events = [];
  embed.mockClear();
  embedded.mockClear();
  unknown = new UnknownItems(
    (id) => id === 'known',
    () => events,
    embed,
    embedded,
  );
});
afterEach(() => {
  unknown.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('UnknownItems', () => {
  it('embeds items that the pack lacks when the page has been quiet, each text once', async () => {
    events = [viewed('x', 'A lamp'), viewed('y', 'A lamp'), viewed('x', 'A lamp', 'add_to_cart')];
    unknown.touch();
    await vi.advanceTimersByTimeAsync(2000);
    unknown.touch(); // the page asks for something: not now
    await vi.advanceTimersByTimeAsync(2000);
    expect(embed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(embed.mock.calls).toEqual([['A lamp']]);
    expect(embedded).toHaveBeenCalledTimes(1);
    expect([...unknown.vectors.keys()].sort()).toEqual(['x', 'y']);
    expect(unknown.titleOf('x')).toBe('A lamp');
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).toHaveBeenCalledTimes(1);
  });

  it('does not load the model if the pack has all items, or an event says nothing of taste', async () => {
    events = [event('view_item', 'x'), viewed('known', 'A lamp'), viewed('y', 'A chair', 'view_item_list')];
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).not.toHaveBeenCalled();
  });

  it('drops vectors of items that were erased, also while they were embedded', async () => {
    events = [viewed('x', 'A lamp')];
    unknown.touch();
    embed.mockImplementationOnce(async () => {
      events = []; // erased meanwhile
      return { vector: Float32Array.of(1) };
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(unknown.vectors.size).toBe(0);
    expect(embedded).not.toHaveBeenCalled();
  });

  it('does not load the model for a shopper who saves data', async () => {
    vi.stubGlobal('navigator', { connection: { saveData: true } });
    events = [viewed('x', 'A lamp')];
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).not.toHaveBeenCalled();
  });

  it('does not try again if the pack has no model', async () => {
    events = [viewed('x', 'A lamp')];
    embed.mockRejectedValueOnce(new Error('no model'));
    unknown.touch();
    await vi.advanceTimersByTimeAsync(5000);
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).toHaveBeenCalledTimes(1);
  });
});
