import { SHOP, type Hosts } from './page-server.ts';

/** What is on a page that a spec makes up. */
export interface Made {
  readonly head?: string;
  readonly body?: string;
  /** Of Vitrine's script tag. */
  readonly attributes?: string;
  /** The shop's own script. */
  readonly script?: string;
}

/** How a shop's own script begins, where it has Google's tag. */
export const PUSHES = `
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  gtag('js', new Date());
  gtag('config', 'G-TEST');
`;

/** Puts a page on the shop's host; its own script is a file, as a strict policy wants it. @returns Its address. */
export function makePage(
  { made }: Hosts,
  name: string,
  { head = '', body = '', script = '', attributes = 'data-pack="/pack/manifest.json"' }: Made,
): string {
  made.set(`/${name}.js`, script);
  made.set(
    `/${name}.html`,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/vitrine/vitrine.css">${head}<script src="/${name}.js"></script>
    <script type="module" src="/vitrine/vitrine.js" ${attributes}></script></head>
    <body>${body}</body></html>`,
  );
  return `${SHOP}/${name}.html`;
}
