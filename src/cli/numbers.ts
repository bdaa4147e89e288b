import { InvalidArgumentError } from 'commander';

/** Parses a positive whole number. */
export function natural(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('must be a whole number of at least 1.');
  return value;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, kib: 1024, mib: 1024 ** 2 };

/** Parses a number of bytes, such as 3MB, 800 kB or 2MiB. */
export function bytesOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = UNITS[unit?.toLowerCase() ?? '-'];
  const bytes = Number(number) * (factor ?? NaN);
  if (!(bytes >= 1)) throw new InvalidArgumentError('must be a size such as 3MB or 800kB.');
  return Math.floor(bytes);
}

/** Parses the epsilon of `--private`. With more than 10, noise protects nobody; with less than 0.1, no shop is large enough. */
export function epsilonOf(text: string): number {
  const value = Number(text);
  if (!(value >= 0.1 && value <= 10)) throw new InvalidArgumentError('must be a number from 0.1 to 10.');
  return value;
}
