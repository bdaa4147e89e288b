const sheets = new Map<string, CSSStyleSheet>();

/** A style sheet for shadow trees, parsed once. Constructed ones need no exception in the page's policy. */
export function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}
