import { html } from '../server/html.ts';
import type { PageParts, PageRequest } from './request.ts';

/** The numbers are measured in the shopper's own browser, by the page's script. */
export function howPage({ shop }: PageRequest): PageParts {
  return {
    title: 'How it works',
    script: 'how.ts',
    main: html` <div class="prose">
        <h1>How it works</h1>
        <p>
          ${shop.name} recommends from static files: the <em>pack</em>, made from the catalogue and the
          orders. Your browser fetches it, keeps your visit to itself, and works out every shelf. Below is
          what it has done so far, on this device.
        </p>
        <ol class="steps">
          <li>
            <strong>The shop builds.</strong> One command turns catalogue and orders into the pack. No server
            is asked again.
          </li>
          <li>
            <strong>Your browser fetches.</strong> The same files for every shopper, so that what is fetched
            tells nothing.
            ${shop.imageHosts.length > 0 && 'Only images come from a host of their own, which sees which are shown, unless the pack holds them.'}
          </li>
          <li>
            <strong>You look round.</strong> What you look at, put into the cart or turn down becomes your
            taste, in a worker of this page.
          </li>
          <li>
            <strong>A shelf is scored.</strong> All products are compared with your taste, exactly, and each
            says why it is there.
          </li>
        </ol>
      </div>
      <section aria-labelledby="live">
        <h2 id="live">Right now, in this browser</h2>
        <dl class="numbers" id="numbers">
          ${[
            'Scored by',
            'One shelf takes',
            'Products compared',
            'Numbers a product',
            'Fetched for it',
            'Sent',
            'Your events',
            'Your interests',
            'Kept',
          ].map(
            (name) =>
              html`<div>
                <dt>${name}</dt>
                <dd>…</dd>
              </div>`,
          )}
        </dl>
        <p class="quiet" id="why-backend"></p>
        <div class="buttons">
          <button type="button" id="measure">Measure again</button>
          <a class="button" href="/taste">See and change what is known</a>
        </div>
      </section>
      <section aria-labelledby="fetched-title">
        <h2 id="fetched-title">What was fetched</h2>
        <p class="quiet">
          Every file, with its size before compression. Files of the pack are checked against their digest
          before use.
        </p>
        <div class="scrolled" tabindex="0" role="region" aria-label="List of files">
          <table>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">Size</th>
                <th scope="col">Checked</th>
              </tr>
            </thead>
            <tbody id="fetched"></tbody>
          </table>
        </div>
      </section>
      <section aria-labelledby="mine" class="prose">
        <h2 id="mine">With your products</h2>
        <pre
          tabindex="0"
          aria-label="Command"
        ><code>npm start -- --catalogue products.csv --orders orders.csv</code></pre>
        <p>
          takes any file that <code>vitrine build</code> reads: exports of Shopify or WooCommerce, a Google
          Merchant feed, CSV, JSON, XML. For developers: another back end by
          <a href="/how?backend=wasm">wasm</a>, <a href="/how?backend=webgpu">webgpu</a>,
          <a href="/how?backend=js">js</a> or <a href="/how?backend=auto">the fastest</a>, the
          <a href="/?vitrine-debug">debug panel</a>, and <a href="/examples/">examples</a>.
        </p>
      </section>`,
  };
}
