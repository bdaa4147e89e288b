import { VitrineError } from '../../errors.ts';

/** Milliseconds for one file, and the most bytes of one. */
const TIMEOUT = 20_000;
const MAX_BYTES = 50_000_000;

/** An answer of a host, as a browser would get it. */
export interface Fetched {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: ArrayBuffer;
}

/** Asks for a file as a browser does. @throws {VitrineError} `pack-load` if the host gives no answer. */
export async function fetched(url: string, origin?: string): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT),
      headers: { 'accept-encoding': 'br, gzip', accept: '*/*', ...(origin && { origin }) },
    });
    if (Number(response.headers.get('content-length')) > MAX_BYTES) throw new Error('it is too large');
    const { status, headers } = response;
    return { url: response.url || url, status, headers, bytes: await response.arrayBuffer() };
  } catch (cause) {
    throw new VitrineError('pack-load', `${url} could not be read: ${String((cause as Error).message)}`, {
      cause,
    });
  }
}
