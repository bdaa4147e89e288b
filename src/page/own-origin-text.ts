import { VitrineError } from '../errors.ts';
import { fetchFile } from '../wire/fetch-file.ts';
import { parseUrl } from '../wire/parse-url.ts';

const MAX_BYTES = 1_000_000;

/**
 * Reads a text file that the page names, of a megabyte at most.
 *
 * @param name Of the attribute, for errors.
 * @throws {VitrineError} `bad-argument` for an address of another origin than the page's; `pack-load`.
 */
export async function ownOriginText(name: string, address: string): Promise<string> {
  const url = parseUrl(address, document.baseURI);
  if (url?.origin !== location.origin)
    throw new VitrineError(
      'bad-argument',
      `${name} must be an address on the page's own origin, got ${address}: serve the file there`,
    );
  return new TextDecoder().decode(await fetchFile(url.href, { max: MAX_BYTES }));
}
