/** The only place that fetches: by GET, with nothing but an address. Records each file for `verify()`. */
import { VitrineError, type ErrorCode } from '../errors.ts';
import type { FetchedFile } from '../types.ts';

interface FetchOptions {
  /** Code of the error if there is no such file. Default `pack-load`. */
  readonly missing?: ErrorCode;
  readonly cache?: RequestCache;
  /** Whether the reader compares the file with a hash before it uses it. */
  readonly checked?: boolean;
  /** Bytes. Of a longer file a little more than this is read and returned, so that the reader sees that it is longer. */
  readonly max?: number;
}

/** Milliseconds without a byte after which a fetch fails. A slow line may take as long as it needs. */
const MAX_SILENCE = 20_000;

/** Some hosts answer 403 for a missing file. */
const MISSING = [403, 404, 410];

/** Bytes of a file of whose length nothing is known. */
const MAX_BYTES = 512 * 2 ** 20;

const recorded = new Map<string, FetchedFile>();

/** Files that only the browser knows. Its own list of them ends at 250, so they are noted as they come. */
const known = new Map<string, FetchedFile>();
const observer = new PerformanceObserver((list) => {
  note(list.getEntries());
});
observer.observe({ type: 'resource', buffered: true });

/** Milliseconds after which a host that had an error of its own (500 to 599) is asked once more. */
const BEFORE_AGAIN = 1000;

/**
 * Requests carry no cookie, no referrer, no body and no header of ours. A redirect is not followed: it may lead to a host
 * that the shop has not named.
 *
 * @param url Absolute.
 * @throws {VitrineError} `pack-load`, or the code given for a missing file.
 */
export async function fetchFile(
  url: string,
  { missing = 'pack-load', cache = 'default', checked = false, max = MAX_BYTES }: FetchOptions = {},
): Promise<ArrayBuffer> {
  const init = { cache, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'manual' } as const;
  const file = await fetchBytes(url, init, missing, max);
  recorded.set(url, { url, bytes: file.byteLength, checked });
  return file;
}

/** @throws as `fetchFile`, also if the host stops sending in the middle. */
async function fetchBytes(
  url: string,
  init: RequestInit,
  missing: ErrorCode,
  max: number,
): Promise<ArrayBuffer> {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restartTimer = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort();
    }, MAX_SILENCE);
  };
  try {
    restartTimer();
    let response = await fetch(url, { ...init, signal });
    // A browser may have kept a refusal, and gives it for ever if any age will do.
    const isKept = init.cache === 'force-cache' && response.status >= 400;
    if (isKept || response.status >= 500) {
      if (response.status >= 500) await new Promise((resolve) => setTimeout(resolve, BEFORE_AGAIN));
      response = await fetch(url, { ...init, ...(isKept && { cache: 'reload' }), signal });
    }
    const { ok, status, type } = response;
    if (type === 'opaqueredirect')
      throw new VitrineError(
        'pack-load',
        `${url} redirects to another address: give the file's final address`,
      );
    if (!ok)
      throw new VitrineError(MISSING.includes(status) ? missing : 'pack-load', `${url} answered ${status}`);
    return await bodyOf(response, restartTimer, max);
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause;
    const why = signal.aborted ? `sent nothing for ${MAX_SILENCE / 1000} seconds` : 'could not be reached';
    throw new VitrineError('pack-load', `${url} ${why}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response: Response, restartTimer: () => void, max: number): Promise<ArrayBuffer> {
  if (!response.body) return response.arrayBuffer();
  let bytes = 0;
  const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      restartTimer();
      controller.enqueue(chunk);
      bytes += chunk.length;
      if (bytes > max) controller.terminate();
    },
  });
  return new Response(response.body.pipeThrough(watched)).arrayBuffer();
}

/** All files that this worker has fetched: by `fetchFile`, and those that only the browser knows (scripts, onnxruntime's wasm). */
export function fetchedFiles(): FetchedFile[] {
  note(observer.takeRecords());
  return [...new Map([...known, ...recorded]).values()];
}

function note(entries: PerformanceEntryList): void {
  for (const { name, decodedBodySize } of entries as PerformanceResourceTiming[])
    known.set(name, { url: name, bytes: decodedBodySize, checked: false });
}
