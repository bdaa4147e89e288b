import { VitrineError, type ErrorCode } from '../errors.ts';

/** Milliseconds without a byte, after which a file is given up: a slow line may take its time, a dead one not. */
const PATIENCE = 20_000;

/** Some hosts do not say of what they lack that it is not there. */
const ABSENT = [403, 404, 410];

/**
 * Fetches a whole file.
 *
 * @param url Absolute.
 * @param missing Code of the error where the host says that there is no such file.
 * @throws {VitrineError} `pack-load` if it does not answer, answers with an error, ends early or falls silent on the way.
 */
export async function fetchBytes(
  url: string,
  init: RequestInit,
  missing: ErrorCode = 'pack-load',
): Promise<ArrayBuffer> {
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
