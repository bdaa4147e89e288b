import type { Browser, BrowserContext } from '@playwright/test';
import { PROXY_PORT } from './ports.ts';
import type { Sent } from './recording-proxy.ts';

/** Starts a browser with a profile of its own. All its traffic goes through the proxy. */
export async function newShopper(browser: Browser): Promise<BrowserContext> {
  const server = `http://localhost:${PROXY_PORT}`;
  const context = await browser.newContext({ proxy: { server, bypass: '<-loopback>' } });
  // WebRTC is the only traffic that does not go through the proxy.
  await context.addInitScript(() => {
    const connections: string[] = [];
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push('opened');
      }
    };
    Object.assign(window, { connections });
  });
  return context;
}

const asText = ({ method, url, headers, body }: Sent) => [method, url, ...headers, body].join('\n');
/** Sorted, because the network decides the order of requests made at the same time. */
export const listed = (requests: readonly Sent[]) => requests.map(asText).sort();
