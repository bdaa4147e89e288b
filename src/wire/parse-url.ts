/**
 * Parses an address. Stands in for `URL.parse`, which the oldest supported browsers lack (Safari before 18).
 *
 * @returns undefined if it is not an address.
 */
export function parseUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
