import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';

/** A request as it left the browser. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** In the order and the spelling they were sent. */
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * Stands between a browser and the network, and notes every byte of every request: of pages, of workers of whatever
 * kind, beacons, preloads. What would be a tunnel (https, WebSocket) is noted and refused.
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
