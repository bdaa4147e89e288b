/** Its own chunk: workers have no `DOMParser`. */
import { parseXml, XmlElement, type XmlDocument } from '@rgrove/parse-xml';
import { VitrineError } from '../../errors.ts';

/**
 * The entries of a Google Merchant feed, RSS 2.0 or Atom, as records by the names of their elements, with prefixes as in
 * `g:id`. If an element is repeated, the first one counts.
 *
 * @throws {VitrineError} `bad-catalogue` if the feed is not well-formed, or has no entries.
 * @see https://support.google.com/merchants/answer/14987622
 */
export function readMerchantXml(text: string): Record<string, unknown>[] {
  const { root } = parsed(text);
  const [channel] = root ? childrenOf(root, 'channel') : [];
  const entries = root ? [...childrenOf(channel ?? root, 'item'), ...childrenOf(root, 'entry')] : [];
  if (entries.length === 0)
    throw new VitrineError(
      'bad-catalogue',
      'the feed is XML, but has no item or entry element: give a Google Merchant feed, RSS or Atom',
    );
  return entries.map((entry) => {
    const record = Object.create(null) as Record<string, unknown>; // without a prototype: an element may have any name
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
