/** The one place that fetches: by GET, with nothing but an address, and each file is noted for `verify()`. */
import { VitrineError, type ErrorCode } from '../errors.ts';
import type { FetchedFile } from '../types.ts';

interface FetchOptions {
  /** Code of the error where there is no such file; else it is `pack-load`. */
  readonly missing?: ErrorCode;
  readonly cache?: RequestCache;
  /** Whether whoever reads the file checks it against a hash first. */
  readonly checked?: boolean;
}

/** Milliseconds without a byte, after which a file is given up: a slow line may take its time, a dead one not. */
const PATIENCE = 20_000;

/** Some hosts do not say of what they lack that it is not there. */
const ABSENT = [403, 404, 410];

const noted = new Map<string, FetchedFile>();

/**
 * Requests carry no cookie, no referrer, no body and no header of ours.
 *
 * @param url Absolute.
 * @throws {VitrineError} `pack-load`, or what is given for a file that is missing.
 */
export async function fetchFile(
  url: string,
  { missing = 'pack-load', cache = 'default', checked = false }: FetchOptions = {},
): Promise<ArrayBuffer> {
  const init = { cache, credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
  const file = await fetchBytes(url, init, missing);
  noted.set(url, { url, bytes: file.byteLength, checked });
  return file;
}

/** A whole file. @throws as `fetchFile`, also where it falls silent on the way. */
async function fetchBytes(url: string, init: RequestInit, missing: ErrorCode): Promise<ArrayBuffer> {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort();
    }, PATIENCE);
  };
  try {
    heard();
    const response = await fetch(url, { ...init, signal });
    const { ok, status } = response;
    if (!ok)
      throw new VitrineError(ABSENT.includes(status) ? missing : 'pack-load', `${url} answered ${status}`);
    return await bodyOf(response, heard);
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause;
    const why = signal.aborted ? `fell silent for ${PATIENCE / 1000} seconds` : 'could not be reached';
    throw new VitrineError('pack-load', `${url} ${why}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response: Response, heard: () => void): Promise<ArrayBuffer> {
  if (!response.body) return response.arrayBuffer();
  const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      heard();
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(watched)).arrayBuffer();
}

/** What this worker has fetched: its own notes, and what else the browser has noted (scripts, onnxruntime's wasm). */
export function fetchedFiles(): FetchedFile[] {
  const files = new Map<string, FetchedFile>();
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    files.set(entry.name, { url: entry.name, bytes: entry.decodedBodySize, checked: false });
  for (const [url, file] of noted) files.set(url, file);
  return [...files.values()];
}
