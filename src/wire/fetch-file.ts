/** The only place that fetches: by GET, with nothing but an address. Records each file for `verify()`. */
import { VitrineError, type ErrorCode } from '../errors.ts';
import type { FetchedFile } from '../types.ts';

interface FetchOptions {
  /** Code of the error if there is no such file. Default `pack-load`. */
  readonly missing?: ErrorCode;
  readonly cache?: RequestCache;
  /** Whether the reader compares the file with a hash before it uses it. */
  readonly checked?: boolean;
}

/** Milliseconds without a byte after which a fetch fails. A slow line may take as long as it needs. */
const MAX_SILENCE = 20_000;

/** Some hosts answer 403 for a missing file. */
const MISSING = [403, 404, 410];

const recorded = new Map<string, FetchedFile>();

/**
 * Requests carry no cookie, no referrer, no body and no header of ours.
 *
 * @param url Absolute.
 * @throws {VitrineError} `pack-load`, or the code given for a missing file.
 */
export async function fetchFile(
  url: string,
  { missing = 'pack-load', cache = 'default', checked = false }: FetchOptions = {},
): Promise<ArrayBuffer> {
  const init = { cache, credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
  const file = await fetchBytes(url, init, missing);
  recorded.set(url, { url, bytes: file.byteLength, checked });
  return file;
}

/** @throws as `fetchFile`, also if the host stops sending in the middle. */
async function fetchBytes(url: string, init: RequestInit, missing: ErrorCode): Promise<ArrayBuffer> {
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
    const response = await fetch(url, { ...init, signal });
    const { ok, status } = response;
    if (!ok)
      throw new VitrineError(MISSING.includes(status) ? missing : 'pack-load', `${url} answered ${status}`);
    return await bodyOf(response, restartTimer);
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause;
    const why = signal.aborted ? `sent nothing for ${MAX_SILENCE / 1000} seconds` : 'could not be reached';
    throw new VitrineError('pack-load', `${url} ${why}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response: Response, restartTimer: () => void): Promise<ArrayBuffer> {
  if (!response.body) return response.arrayBuffer();
  const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      restartTimer();
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(watched)).arrayBuffer();
}

/** All files that this worker has fetched: by `fetchFile`, and those that only the browser knows (scripts, onnxruntime's wasm). */
export function fetchedFiles(): FetchedFile[] {
  const files = new Map<string, FetchedFile>();
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    files.set(entry.name, { url: entry.name, bytes: entry.decodedBodySize, checked: false });
  for (const [url, file] of recorded) files.set(url, file);
  return [...files.values()];
}
