/** The shop's own texts of the elements. Its own chunk, loaded only by pages that have some. */
import { VitrineError } from '../errors.ts';
import { scriptTag } from '../page/find-script.ts';
import { ownOriginText } from '../page/own-origin-text.ts';
import { warn } from '../page/warn.ts';
import { builtIn, loaded, primaryOf } from './language.ts';
import { mergeStrings, type PartOf } from './merge-strings.ts';
import { PANEL } from './strings/panel/panel-languages.ts';
import type { PanelStrings } from './strings/panel/panel-strings.ts';
import { en } from './strings/en.ts';
import type { Strings } from './strings/strings.ts';

/** Texts by BCP 47 tag: some of a language that Vitrine has, or a language of the shop's own. */
export type OwnStrings = Readonly<Record<string, PartOf<Strings>>>;

/** Milliseconds that elements wait for the file: then they show their own texts until they are next rendered. */
const MAX_WAIT = 3000;

/**
 * Reads the texts that the page names by `data-strings`: on the script tag or any other element, as an address on the page's
 * own origin, or without an address, as the JSON that a `<script type="application/json" data-strings>` holds. What is
 * wrong is one warning on the console; the elements work in any case.
 */
export async function loadOwnStrings(page: Document): Promise<void> {
  const element = page.querySelector<HTMLElement>('[data-strings]');
  const address = scriptTag()?.dataset['strings'] ?? element?.dataset['strings'];
  const use = async () => {
    const text = address ? await ownOriginText('data-strings', address) : (element?.textContent ?? '');
    await useStrings(parsed(text, address));
  };
  await Promise.race([use().catch(warn), new Promise((resolve) => setTimeout(resolve, MAX_WAIT))]);
}

/** Puts own texts in the place of the elements' texts. What it does not have stays, in a new language in English. */
export async function useStrings(own: OwnStrings): Promise<void> {
  const unknown: string[] = [];
  // A language before its forms: `de-AT` has what `de` has.
  for (const [tag, texts] of Object.entries(own).sort(([a], [b]) => a.length - b.length)) {
    if (typeof texts !== 'object' || (texts as unknown) === null) {
      unknown.push(tag);
      continue;
    }
    const key = tag.toLowerCase();
    const base =
      loaded.get(key) ??
      loaded.get(primaryOf(key)) ??
      (await builtIn(primaryOf(key)).catch(() => undefined)) ??
      en;
    const { privacy, ...others } = texts;
    unknown.push(...strange(en, others, tag));
    if (privacy) unknown.push(...strange(await PANEL['en']!(), privacy, `${tag}.privacy`));
    loaded.set(key, {
      ...mergeStrings<Strings>(base, others),
      privacy: { ...base.privacy, ...privacy } as Partial<PanelStrings>,
    });
  }
  if (unknown.length > 0)
    warn(
      new VitrineError(
        'bad-argument',
        `data-strings has no use for ${unknown.join(', ')}: see docs/strings.md for all keys`,
      ),
    );
}

/** The paths of what has no place in the texts, or is no text. */
function strange(known: object, own: unknown, path: string): string[] {
  if (typeof own !== 'object' || own === null) return [path];
  return Object.entries(own).flatMap(([key, value]) => {
    const place: unknown = Object.hasOwn(known, key) ? known[key as never] : undefined;
    if (typeof place === 'object' && place !== null) return strange(place, value, `${path}.${key}`);
    return typeof place === 'string' && typeof value === 'string' ? [] : [`${path}.${key}`];
  });
}

function parsed(text: string, address: string | undefined): OwnStrings {
  try {
    const own: unknown = JSON.parse(text);
    if (typeof own === 'object' && own !== null) return own as OwnStrings;
  } catch {
    // reported below
  }
  throw new VitrineError(
    'bad-argument',
    `data-strings${address ? ` at ${address}` : ''} is not JSON by language, such as {"de": {"why": "…"}}`,
  );
}
