const sheets = new Map<string, CSSStyleSheet>();

/**
 * A style sheet for shadow trees, parsed once. It is constructed, since the page's Content-Security-Policy would have to
 * allow a `<style>`.
 */
export function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}

/** Adds a style sheet before those that a tree has adopted, once. */
export function adoptFirst(root: Document | ShadowRoot, sheet: CSSStyleSheet): void {
  const { adoptedStyleSheets: adopted } = root;
  if (!adopted.includes(sheet)) root.adoptedStyleSheets = [sheet, ...adopted];
}
