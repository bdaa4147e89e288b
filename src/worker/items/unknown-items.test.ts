import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { event } from '../../core/testing/catalogue.ts';
import type { ShopperEvent } from '../../types.ts';
import { UnknownItems } from './unknown-items.ts';

const told = (id: string, text: string, name: ShopperEvent['name'] = 'view_item') => ({
  ...event(name, id),
  texts: { [id]: text },
});

let events: ShopperEvent[] = [];
const embed = vi.fn(async (text: string) => ({ vector: Float32Array.of(text.length) }));
const learned = vi.fn();
let unknown: UnknownItems;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {});
  events = [];
  embed.mockClear();
  learned.mockClear();
  unknown = new UnknownItems(
    (id) => id === 'known',
    () => events,
    embed,
    learned,
  );
});
afterEach(() => {
  unknown.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('UnknownItems', () => {
  it('reads what the pack lacks once the page has been quiet, each text once', async () => {
    events = [told('x', 'A lamp'), told('y', 'A lamp'), told('x', 'A lamp', 'add_to_cart')];
    unknown.touch();
    await vi.advanceTimersByTimeAsync(2000);
    unknown.touch(); // the page asks for something: not now
    await vi.advanceTimersByTimeAsync(2000);
    expect(embed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(embed.mock.calls).toEqual([['A lamp']]);
    expect(learned).toHaveBeenCalledTimes(1);
    expect([...unknown.vectors.keys()].sort()).toEqual(['x', 'y']);
    expect(unknown.titleOf('x')).toBe('A lamp');
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).toHaveBeenCalledTimes(1);
  });

  it('never asks for the model where the pack has everything, or an event says nothing of taste', async () => {
    events = [event('view_item', 'x'), told('known', 'A lamp'), told('y', 'A chair', 'view_item_list')];
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).not.toHaveBeenCalled();
  });

  it('forgets with the history, also what was being read', async () => {
    events = [told('x', 'A lamp')];
    unknown.touch();
    embed.mockImplementationOnce(async () => {
      events = []; // erased meanwhile
      return { vector: Float32Array.of(1) };
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(unknown.vectors.size).toBe(0);
    expect(learned).not.toHaveBeenCalled();
  });

  it('leaves the model where it is for a shopper who saves data', async () => {
    vi.stubGlobal('navigator', { connection: { saveData: true } });
    events = [told('x', 'A lamp')];
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).not.toHaveBeenCalled();
  });

  it('gives up for good where there is no model', async () => {
    events = [told('x', 'A lamp')];
    embed.mockRejectedValueOnce(new Error('no model'));
    unknown.touch();
    await vi.advanceTimersByTimeAsync(5000);
    unknown.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(embed).toHaveBeenCalledTimes(1);
  });
});
