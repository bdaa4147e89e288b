import { describe, expect, it, vi } from 'vitest';
import { VitrineError } from '../errors.ts';
import type { Recommender } from '../types.ts';
import { createQueue, type QueuedCall } from './queue.ts';

const recommenderThat = (methods: Partial<Recommender>) => Promise.resolve(methods as Recommender);

describe('the queue', () => {
  it('makes earlier and later calls in order, with their arguments', async () => {
    const calls: unknown[] = [];
    const track = (...given: unknown[]) => Promise.resolve(void calls.push(given));
    const recommender = recommenderThat({ track });
    const queue = createQueue(recommender, [['track', 'view_item', { items: [{ item_id: 'a' }] }]]);
    queue.push((ready) => calls.push(ready === undefined ? 'none' : 'ready'), ['track', 'search']);
    await vi.waitFor(() => {
      expect(calls).toEqual([['view_item', { items: [{ item_id: 'a' }] }], 'ready', ['search']]);
    });
  });

  it('warns of a failed call with its code, and makes the next one', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const track = () => Promise.reject(new VitrineError('bad-argument', 'no such event'));
    const after = vi.fn();
    createQueue(recommenderThat({ track }), [
      ['track', 'view_item'],
      ['fly'] as unknown as QueuedCall,
      after,
    ]);
    await vi.waitFor(() => {
      expect(warned.mock.calls.flat().toSorted()).toEqual([
        'vitrine [bad-argument] no such event',
        'vitrine [callback] the recommender has no method fly',
      ]);
    });
    expect(after).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('does not warn if the recommender did not start: the script tag has warned', async () => {
    const warned = vi.spyOn(console, 'warn');
    createQueue(Promise.reject(new Error('no pack')), [['track', 'view_item']]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });
});
