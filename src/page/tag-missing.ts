/** Its own chunk, loaded if a page has the script and nothing uses it. */
import { VitrineError } from '../errors.ts';
import { warn } from './warn.ts';

const ELEMENTS = 'vitrine-shelf, vitrine-search, vitrine-privacy';

/**
 * Warns that nothing says where the pack is. A bundle that holds Vitrine, on a page without its elements, may be waiting for
 * its own reasons.
 *
 * @param address Of the script.
 */
export function warnOfTag(address: string): void {
  const isOwnFile = /\/vitrine[\w.-]*\.js(?:$|[?#])/.test(address);
  if (!isOwnFile && !document.querySelector(ELEMENTS)) return;
  const stands = [...document.scripts].some(({ src }) => src === address);
  const what = stands
    ? 'the script tag of vitrine.js has no data-pack (tag managers take data-* away)'
    : 'vitrine.js was loaded, and no script tag with data-pack is on the page (tag managers take tags away)';
  warn(
    new VitrineError(
      'bad-argument',
      `${what}, so nothing starts: write data-pack="/pack/manifest.json" into the tag, or src=".../vitrine.js?pack=/pack/manifest.json"`,
    ),
  );
}
