import { describe, expect, it } from 'vitest';
import { pinned } from './pin.ts';

const list = [1, 2, 3, 4].map((row) => ({ row, score: 1 }));
const pin = (row: number, position: number) => ({ position, candidate: { row, score: 0 } });
const rows = (pins: Parameters<typeof pinned>[1], limit = 4) =>
  pinned(list, pins, limit).map(({ row }) => row);

describe('pinned', () => {
  it('puts the rest of the list around a pin', () => {
    expect(rows([pin(9, 2)])).toEqual([1, 9, 2, 3]);
  });
  it('moves an item that is on the list already, and shows it once', () => {
    expect(rows([pin(3, 1)])).toEqual([3, 1, 2, 4]);
  });
  it('puts a pin past the end last', () => {
    expect(rows([pin(9, 40)])).toEqual([1, 2, 3, 9]);
  });
  it('moves the second of two pins for one position to the next', () => {
    expect(rows([pin(8, 1), pin(9, 1)])).toEqual([8, 9, 1, 2]);
    expect(rows([pin(8, 4), pin(9, 4)])).toEqual([1, 2, 9, 8]);
  });
  it('drops pins that find no room', () => {
    expect(rows([pin(7, 1), pin(8, 1), pin(9, 1)], 2)).toEqual([7, 8]);
  });
  it('takes the first pin of an item', () => {
    expect(rows([pin(9, 2), pin(9, 1), pin(3, 1)])).toEqual([3, 9, 1, 2]);
  });
  it('rounds a position, and puts one before the first there', () => {
    expect(rows([pin(9, 1.6)])).toEqual([1, 9, 2, 3]);
    expect(rows([pin(9, -3)])).toEqual([9, 1, 2, 3]);
  });
  it('has no place on a shelf of none', () => {
    expect(rows([pin(9, 1)], 0)).toEqual([]);
  });
  it('makes a shelf of pins alone', () => {
    expect(pinned([], [pin(9, 3)], 4)).toEqual([{ row: 9, score: 0 }]);
  });
});
