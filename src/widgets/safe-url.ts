/**
 * Makes an address from the catalogue absolute, if a page may follow it: http, https or relative.
 *
 * @returns undefined for any other scheme, such as `javascript:`, and for what is not an address.
 */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
