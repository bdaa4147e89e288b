/** The script tag that loads Vitrine, if the page has one. A module has no `document.currentScript`. */
export function scriptTag(): HTMLScriptElement | undefined {
  return (
    document.querySelector<HTMLScriptElement>('script[type="module"]:is([data-pack], [data-feed])') ??
    undefined
  );
}
