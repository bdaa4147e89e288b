import { readFile, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isAddress } from './image-address.ts';

/** An image's file, or `unchanged` if it is still the file with the given ETag. */
export type ImageFile =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag?: string | undefined }
  | { readonly unchanged: true };

const MAX_BYTES = 50e6;
const TIMEOUT = 20_000; // ms for one image
const WAITS = [500, 3000]; // ms before another try, if the host is to blame

/**
 * Reads an image from a disk or from its address.
 *
 * @param etag The ETag that the host sent with the file that is known already.
 * @throws {Error} Its message continues a sentence that begins with the address, such as `answered 404`.
 */
export async function readImage(address: string, etag?: string): Promise<ImageFile> {
  if (isAddress(address)) return fetchImage(address, etag);
  try {
    const { size } = await stat(address);
    if (size > MAX_BYTES) throw new Error(tooLarge(size));
    return { bytes: new Uint8Array(await readFile(address)) };
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === 'ENOENT') throw new Error('does not exist', { cause });
    throw code === undefined ? cause : new Error(`cannot be read (${code})`, { cause });
  }
}

async function fetchImage(address: string, etag: string | undefined): Promise<ImageFile> {
  for (let tries = 0; ; tries++) {
    const answer = await tryToFetch(address, etag);
    if (!('failed' in answer)) return answer;
    if (!answer.again || tries === WAITS.length) throw new Error(answer.failed);
    await wait(WAITS[tries]!);
  }
}

type Answer = ImageFile | { readonly failed: string; readonly again: boolean };

async function tryToFetch(address: string, etag: string | undefined): Promise<Answer> {
  try {
    const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status === 304 && etag !== undefined) return { unchanged: true };
    if (!response.ok) {
      await response.body?.cancel();
      return {
        failed: `answered ${response.status}`,
        again: response.status >= 500 || response.status === 429,
      };
    }
    const announced = Number(response.headers.get('content-length') ?? 0);
    if (announced > MAX_BYTES) return { failed: tooLarge(announced), again: false };
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, etag: response.headers.get('etag') ?? undefined };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      failed: late ? `did not answer within ${TIMEOUT / 1000} s` : 'could not be reached',
      again: true,
    };
  }
}

function tooLarge(bytes: number): string {
  return `is too large: ${(bytes / 1e6).toFixed(0)} MB, the limit is ${MAX_BYTES / 1e6} MB`;
}
