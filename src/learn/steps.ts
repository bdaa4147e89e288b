import { createHmac } from 'node:crypto';
import type { History } from './histories.ts';

/** Values that a column may have besides 0: so few that one order more hardly ever changes one. */
export const STEPS = 16;

/** Rounds to one of 16 values that lie equally far apart. */
export function evenStep(value: number): number {
  return Math.min(1, Math.round(STEPS * value) / STEPS);
}

/** Steps in which a number halves. */
const HALVING = 2;

/**
 * Rounds a number above 0 to a power of the root of 2; 0 stays 0. Numbers that come from orders are told in such steps, so
 * that one order more hardly ever moves one.
 *
 * @param shift Where the steps begin, from -0.5 to 0.5.
 */
export function stepped(value: number, shift = 0): number {
  return value > 0 ? 2 ** (Math.round(HALVING * Math.log2(value) + shift) / HALVING) : 0;
}

/** Histories that make a key. */
const KEY_HISTORIES = 4;

/** Makes a key of orders, which only who has the orders can know. */
export interface OrderKey {
  /** Histories must come in an order that goes by a hash of the shopper: then one shopper more hardly ever changes the key. */
  add(history: History): void;
  value(): string;
}

export function createOrderKey(): OrderKey {
  const first: unknown[] = [];
  return {
    add({ orders: [order] }) {
      if (first.length < KEY_HISTORIES && order)
        first.push([order.at, ...order.rows.toSorted((a, b) => a - b)]);
    },
    value: () => JSON.stringify(first),
  };
}

/**
 * Draws where the steps of each pair of rows begin, by a hash under a key: a reader of the pack cannot tell how far a weight
 * is from its next step, and so not how many shoppers have moved it there.
 *
 * @param names What each row is known by in every build.
 */
export function pairShifts(names: readonly string[], key: string): (row: number, other: number) => number {
  const own = Float64Array.from(names, (name) => fraction(key, name));
  return (row, other) => ((own[row]! + own[other]!) % 1) - 0.5;
}

function fraction(key: string, name: string): number {
  return createHmac('sha256', key).update(name).digest().readUInt32LE() / 2 ** 32;
}
