import { InvalidArgumentError } from 'commander';

/** Reads a whole number from 1. */
export function natural(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number from 1.');
  return value;
}
