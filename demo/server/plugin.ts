import { createReadStream, existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import type * as Pages from '../pages/index.ts';
import { openShop, type Listing, type Shop } from './listing.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

/**
 * The shop's server, as a plugin of Vite: it serves the shop's pages, its pack under `/pack/`, and its images.
 *
 * @param folder What `demo/prepare` wrote; undefined without a shop, as for a check of types.
 */
export function shopPlugin(folder: string | undefined): Plugin {
  return {
    name: 'shop',
    configureServer(server) {
      if (folder === undefined) throw new Error('No shop is prepared. Run `npm start`, which prepares one.');
      const listing = JSON.parse(readFileSync(join(folder, 'listing.json'), 'utf8')) as Listing;
      const shop = openShop(listing);
      const images = new Set(listing.items.flatMap(({ image }) => image ?? []));
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        const path = pathOf(url);
        response.setHeader('Content-Security-Policy', policyOf(shop));
        if (path.startsWith('/pack/')) return sendFile(response, join(folder, path));
        if (listing.base !== undefined && images.has(path))
          return sendFile(response, join(listing.base, path));
        sendPage(server, shop, url, request, response).then((sent) => {
          if (!sent) next();
        }, next);
      });
    },
  };
}

/** The policy of a careful shop: no inline scripts, no inline styles, nothing from elsewhere but images that are there. */
function policyOf({ imageHosts }: Shop): string {
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    `img-src ${["'self'", ...imageHosts].join(' ')}`,
  ].join('; ');
}

async function sendPage(
  server: ViteDevServer,
  shop: Shop,
  url: URL,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  // Loaded by Vite, so that a change of a page shows at the next reload.
  const { pageOf } = (await server.ssrLoadModule('/pages/index.ts')) as typeof Pages;
  const page = pageOf({ shop, url, path: pathOf(url), cookies: cookiesOf(headers.cookie) });
  if (!page) return false;
  const text = await server.transformIndexHtml(url.pathname, page.text);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  for (const cookie of page.cookies) response.appendHeader('Set-Cookie', cookie);
  response.writeHead(page.status).end(text);
  return true;
}

function sendFile(response: ServerResponse, path: string): void {
  if (!existsSync(path)) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('Content-Type', TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream');
  createReadStream(path).pipe(response);
}

/** The path with its escapes read; an address that cannot be read is one that no page has. */
function pathOf({ pathname }: URL): string {
  try {
    const path = decodeURIComponent(pathname);
    return path.split('/').includes('..') ? '/..' : path;
  } catch {
    return '/..';
  }
}

function cookiesOf(header = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(header.split('; ').map((one) => one.split('=', 2) as [string, string]));
}
