/** Its own chunk: workers have no `DOMParser`. */
import { parseXml, XmlElement, type XmlDocument } from '@rgrove/parse-xml';
import { VitrineError } from '../../errors.ts';

/**
 * The entries of a Google Merchant feed, RSS 2.0 or Atom, by the names of their elements, `g:id` as it is written. Of
 * elements that come several times the first counts.
 *
 * @throws {VitrineError} `bad-catalogue` if it is not well-formed, or holds no entries.
 * @see https://support.google.com/merchants/answer/14987622
 */
export function readMerchantXml(text: string): Record<string, unknown>[] {
  const { root } = parsed(text);
  const [channel] = root ? childrenOf(root, 'channel') : [];
  const entries = root ? [...childrenOf(channel ?? root, 'item'), ...childrenOf(root, 'entry')] : [];
  if (entries.length === 0)
    throw new VitrineError('bad-catalogue', 'the feed is XML, but holds no item and no entry');
  return entries.map((entry) => {
    const record = Object.create(null) as Record<string, unknown>; // an element may be called anything
    for (const child of entry.children) {
      if (!(child instanceof XmlElement)) continue;
      record[child.name] ??= child.text.trim() || child.attributes['href']; // Atom's links
    }
    return record;
  });
}

function parsed(text: string): XmlDocument {
  try {
    return parseXml(text.replace(/^\s+/, ''), { ignoreUndefinedEntities: true });
  } catch (cause) {
    const [why] = cause instanceof Error ? cause.message.split('\n') : [String(cause)];
    throw new VitrineError('bad-catalogue', `the feed is not well-formed XML: ${why}`, { cause });
  }
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child) => child instanceof XmlElement && child.name === name,
  ) as XmlElement[];
}
