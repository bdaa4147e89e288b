/** What tells Vitrine its options: the script tag, or the address of its script. */
export interface ScriptTag {
  readonly dataset: Readonly<Record<string, string | undefined>>;
}

let found: ScriptTag | undefined;

/** The script tag that loads Vitrine, if the page has one: it is remembered, since a tag manager may take it away. */
export function scriptTag(): ScriptTag | undefined {
  return found;
}

/**
 * Finds the script tag. A module has no `document.currentScript`.
 *
 * @param address Of the script. Its query holds the options, without `data-`, for pages that cannot give a tag attributes.
 */
export function findScriptTag(address: string): ScriptTag | undefined {
  const dataset: ScriptTag['dataset'] = Object.fromEntries(new URL(address).searchParams);
  found =
    document.querySelector<HTMLScriptElement>('script[type="module"]:is([data-pack], [data-feed])') ??
    (dataset['pack'] || dataset['feed'] ? { dataset } : undefined);
  return found;
}
