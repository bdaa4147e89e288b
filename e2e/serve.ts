import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Gives the headers of the response for an address. */
export type HeadersFor = (url: URL) => Readonly<Record<string, string>>;

/** Serves a folder as a shop's host would, with the given policy. */
export function serve(folder: string, port: number, policy: string): Promise<Server> {
  return serveFolders({ '/': folder }, port, () => ({ 'content-security-policy': policy }));
}

/** Serves each folder under its path. A longer path comes before a shorter one, and a file of `made` before both. */
export async function serveFolders(
  folders: Readonly<Record<string, string>>,
  port: number,
  headersFor: HeadersFor,
  made: Pick<ReadonlyMap<string, string | number | Uint8Array>, 'get'> = new Map(),
): Promise<Server> {
  const longestFirst = Object.keys(folders).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://localhost:${port}`);
    const path = normalize(decodeURIComponent(url.pathname));
    const prefix = longestFirst.find((start) => path.startsWith(start)) ?? '/';
    const file = () => readFile(join(folders[prefix] ?? '', path.slice(prefix.length)));
    Promise.resolve(made.get(path) ?? file()).then(
      (body) => {
        if (typeof body === 'number') return response.writeHead(body).end();
        const type = TYPES[extname(path)] ?? 'application/octet-stream';
        return response.writeHead(200, { 'content-type': type, ...headersFor(url) }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return server;
}
