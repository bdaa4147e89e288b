import { SHOP, type Hosts } from './page-server.ts';

/** The parts of a page that a spec makes up. */
export interface Made {
  readonly head?: string;
  readonly body?: string;
  /** The attributes of Vitrine's script tag. */
  readonly attributes?: string;
  /** The shop's own script. */
  readonly script?: string;
}

/** The beginning of a shop's own script, if the shop has Google's tag. */
export const PUSHES = `
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  gtag('js', new Date());
  gtag('config', 'G-TEST');
`;

/** Puts a page on the shop's host. Its own script is a file, because a strict policy wants that. @returns Its address. */
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
