import { html, type Html } from '../server/html.ts';
import type { PageParts, PageRequest } from './request.ts';

/** A page as it is sent. */
export interface SentPage {
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
}

const BACKENDS: readonly (string | undefined)[] = ['auto', 'webgpu', 'wasm', 'js'];

/** Puts what all pages share around a page: head, header, menu, footer. */
export function layout(request: PageRequest, page: PageParts): SentPage {
  const { shop, url, cookies } = request;
  // For a look at another back end: `?backend=wasm` holds until the browser is closed.
  const asked = url.searchParams.get('backend') ?? undefined;
  const backend = [asked, cookies['backend']].find((name) => name && BACKENDS.includes(name)) ?? 'auto';
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${page.title === shop.name ? shop.name : `${page.title} – ${shop.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${shop.name}: a demo shop of Vitrine." />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/site.webmanifest" />
        <link rel="stylesheet" href="/style/base.css" />
        <link rel="stylesheet" href="/style/frame.css" />
        <link rel="stylesheet" href="/style/pages.css" />

        <!-- All that Vitrine needs. The style sheet reserves room for its elements, the script fills them. -->
        <link rel="stylesheet" href="/vitrine/vitrine.css" />
        <script
          type="module"
          src="/vitrine/vitrine.js"
          data-pack="/pack/manifest.json"
          data-backend="${backend}"
        ></script>

        <script src="/early.js"></script>
        <script type="module" src="/client/main.ts"></script>
        ${page.script && html`<script type="module" src="/client/${page.script}"></script>`} ${page.head}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the products</a>
        ${header(request)}
        <main id="main" class="wide">${page.main}</main>
        ${footer(request)}
        <div id="corner" class="corner"></div>
      </body>
    </html>`;
  return {
    status: page.status ?? 200,
    text,
    cookies: asked === backend ? [`backend=${backend}; Path=/; SameSite=Lax`] : [],
  };
}

function header({ shop, url, path }: PageRequest): Html {
  const query = path === '/search' ? (url.searchParams.get('q') ?? '') : '';
  return html`<header class="top">
    <div class="top-row wide">
      <a class="brand" href="/" aria-label="${shop.name}, home">${shop.name}</a>
      <vitrine-search action="/search" placeholder="What are you looking for?">
        <form class="search" action="/search">
          <input name="q" type="search" aria-label="Search products" value="${query}" />
        </form>
      </vitrine-search>
      <nav class="top-links" aria-label="Yours">
        <a href="/taste">Your taste</a>
        <a href="/cart">Cart <span id="cart-count" class="count">0</span></a>
      </nav>
    </div>
    <nav class="menu wide" aria-label="Departments">
      <ul>
        ${shop.departments.slice(0, 12).map(
          ({ name }) =>
            html`<li>
              <a
                href="/category/${encodeURIComponent(name)}"
                ${path === `/category/${name}` && html` aria-current="page"`}
                >${name}</a
              >
            </li>`,
        )}
      </ul>
    </nav>
  </header>`;
}

function footer({ shop }: PageRequest): Html {
  return html`<footer class="foot">
    <div class="wide foot-row">
      <p>
        <strong>${shop.name}</strong> is a demo of Vitrine: your own browser works out what to recommend from
        your visit, and sends nothing anywhere.
        ${shop.isMadeUp && html`Products, prices, reviews and orders are made up. Images: Fluent Emoji by Microsoft, MIT.`}
      </p>
      <ul>
        <li><a href="/how">How it works</a></li>
        <li><a href="/taste">Your taste, your data</a></li>
        <li><a href="/examples/">Put it on a page of your own: examples</a></li>
        <li><button type="button" class="plain" id="start-tour">Take the tour</button></li>
      </ul>
    </div>
  </footer>`;
}
