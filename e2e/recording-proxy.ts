import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';

/** A request as the browser sent it. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** In the order and spelling in which they were sent. */
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * A proxy between a browser and the network. It records every byte of every request: of pages, of workers of any kind,
 * of beacons and preloads. It records and refuses tunnels (https, WebSocket).
 */
export async function startProxy(port: number): Promise<{ server: Server; sent: Sent[] }> {
  const sent: Sent[] = [];
  const note = ({ method = '', url = '', rawHeaders }: IncomingMessage, body: string) =>
    sent.push({ method, url, headers: rawHeaders, body });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      note(request, body.toString('latin1'));
      const { method, headers, url = '' } = request;
      const onward = forward(url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.writeHead(502).end());
      onward.end(body);
    });
  });
  server.on('connect', (request: IncomingMessage, socket) => {
    note(request, '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return { server, sent };
}
